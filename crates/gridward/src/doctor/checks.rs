//! Every check, in the order in which they are made.

use std::path::Path;

use gridward_database::Place;
use gridward_domain::Timestamp;
use gridward_server::{App, Error, audit, doctor, posts, responses, set_statements, statements};

use super::finding::{Finding, Verdict};
use crate::config::Config;
use crate::failure::{Failure, at_file};

/// Free bytes below which somebody should look, and below which writing may soon fail.
const LITTLE_ROOM: u64 = 2 << 30;
const NO_ROOM: u64 = 256 << 20;
/// Rows that are read as fast whole as by an index.
const FEW: u32 = 5_000;
/// By how many milliseconds a clock may be behind what was written: clocks are set now and then.
const CLOCK_SLACK: i64 = 5_000;
/// 2024-01-01: a machine that believes to live earlier has lost its clock's battery.
const SANE: Timestamp = Timestamp(1_704_067_200_000);

/// A check; the last argument asks to mend what it finds.
type Check = fn(&App, &Config, bool) -> Result<Finding, Failure>;

pub(super) const ALL: &[(&str, Check)] = &[
    ("storage", storage),
    ("indexes", indexes),
    ("statements", prepares),
    ("plans", plans),
    ("keys", keys),
    ("audit", chain),
    ("counts", counts),
    ("coverage", coverage),
    ("reach", reach),
    ("arrivals", arrivals),
    ("measures", measures),
    ("follow_ups", follow_ups),
    ("retention", retention),
    ("disk", disk),
    ("clock", clock),
];

fn storage(app: &App, _: &Config, _: bool) -> Result<Finding, Failure> {
    let damage = app.db().damage()?;
    let Some(first) = damage.first() else {
        let version = app.db().schema_version();
        return Ok(Finding::new(
            Verdict::Good,
            0,
            format!("数据文件完好，结构版本 {version}。"),
            format!("The tables are sound; schema version {version}."),
        ));
    };
    Ok(Finding::new(
        Verdict::Bad,
        damage.len(),
        format!("数据文件已损坏，请停止服务并恢复最近的备份：{first}"),
        format!("The database file is damaged: stop serving and restore the newest backup: {first}"),
    ))
}

fn indexes(app: &App, _: &Config, _: bool) -> Result<Finding, Failure> {
    let found = app.db().indexes()?;
    let missing: Vec<String> = doctor::expected_indexes().into_iter().filter(|name| !found.contains(name)).collect();
    if missing.is_empty() {
        return Ok(Finding::new(Verdict::Good, 0, "索引齐全。", "All indexes are there."));
    }
    let names = missing.join(", ");
    Ok(Finding::new(
        Verdict::Bad,
        missing.len(),
        format!("缺少索引，查询会很慢：{names}。请先备份，再恢复到一个新的位置。"),
        format!("Indexes are missing, searches will be slow: {names}. Back up, and restore into a new place."),
    ))
}

#[expect(clippy::unnecessary_wraps, reason = "it stands in the table of checks, others of which can fail")]
fn prepares(app: &App, _: &Config, _: bool) -> Result<Finding, Failure> {
    let singles = statements();
    let sets = set_statements();
    let refused = singles.iter().filter_map(|one| app.db().check_prepares(one).err().map(|error| (one.name(), error)));
    let refused_sets =
        sets.iter().filter_map(|one| app.db().check_prepares_set(one).err().map(|error| (one.name(), error)));
    let wrong: Vec<(&str, String)> =
        refused.chain(refused_sets).map(|(name, error)| (name, error.to_string())).collect();
    let Some((name, error)) = wrong.first() else {
        let count = singles.len() + sets.len();
        return Ok(Finding::new(
            Verdict::Good,
            count,
            format!("{count} 条语句都能用。"),
            format!("All {count} statements fit the tables."),
        ));
    };
    Ok(Finding::new(
        Verdict::Bad,
        wrong.len(),
        format!("有语句与数据结构不符，数据可能被别的程序改过：{name}: {error}"),
        format!("A statement does not fit the tables; they may have been changed by another program: {name}: {error}"),
    ))
}

fn plans(app: &App, _: &Config, _: bool) -> Result<Finding, Failure> {
    let unexpected = doctor::unexpected_whole_reads(app.db(), FEW)?;
    let Some(first) = unexpected.first() else {
        return Ok(Finding::new(Verdict::Good, 0, "查询都走索引。", "Every statement finds its rows by an index."));
    };
    let (statement, table) = (first.statement, &first.table);
    Ok(Finding::new(
        Verdict::Bad,
        unexpected.len(),
        format!("有查询要读整张大表，数据多了会很慢：{statement} 读 {table}。请备份后恢复到一个新的位置，重建索引。"),
        format!(
            "A statement would read a large table whole and be slow: {statement} reads {table}. \
             Back up, and restore into a new place, which makes the indexes anew."
        ),
    ))
}

fn keys(app: &App, _: &Config, _: bool) -> Result<Finding, Failure> {
    let ctx = app.operator();
    let fit = app.db().read_blocking("doctor.keys", move |tx| doctor::keys_fit(tx, &ctx))?;
    Ok(match fit {
        Some(true) => Finding::new(Verdict::Good, 0, "密钥与数据相符。", "The key file opens the sealed numbers."),
        None => Finding::new(Verdict::Good, 0, "还没有加密的号码。", "No number has been sealed yet."),
        Some(false) => Finding::new(
            Verdict::Bad,
            1,
            "密钥文件不是这份数据的：请把原来的密钥文件放回去，不要再录入。",
            "The key file is not this database's: put the right one back, and enter nothing before that.",
        ),
    })
}

fn chain(app: &App, _: &Config, _: bool) -> Result<Finding, Failure> {
    let verdict = app.db().read_blocking("audit.verify", audit::verify)?;
    let entries = usize::try_from(verdict.entries).unwrap_or(usize::MAX);
    Ok(match verdict.broken_at {
        None => Finding::new(
            Verdict::Good,
            entries,
            format!("操作日志 {entries} 条，前后相连。"),
            format!("The audit log's {entries} entries hang together."),
        ),
        Some(seq) => Finding::new(
            Verdict::Bad,
            1,
            format!("操作日志第 {seq} 条被改过或被删过，请保留现场并报告。"),
            format!("Entry {seq} of the audit log was altered or removed: keep everything as it is, and report it."),
        ),
    })
}

fn counts(app: &App, _: &Config, mend: bool) -> Result<Finding, Failure> {
    let wrong = if mend {
        app.db().write_blocking("doctor.mend_counts", doctor::mend_counts)?
    } else {
        app.db().read_blocking("doctor.counts", doctor::counts)?
    };
    Ok(Finding::of_counts(("户数人数", "The numbers of households and residents"), wrong.len(), mend))
}

fn coverage(app: &App, _: &Config, mend: bool) -> Result<Finding, Failure> {
    let ctx = app.operator();
    let wrong = if mend {
        app.db().write_blocking("doctor.mend_coverage", move |tx| {
            let wrong = posts::wrong_coverage(tx, &ctx)?;
            posts::households_changed(tx, &ctx, &wrong)?;
            Ok::<_, Error>(wrong)
        })?
    } else {
        app.db().read_blocking("doctor.coverage", move |tx| posts::wrong_coverage(tx, &ctx))?
    };
    Ok(Finding::of_counts(("责任覆盖数", "The coverage figures"), wrong.len(), mend))
}

fn reach(app: &App, _: &Config, mend: bool) -> Result<Finding, Failure> {
    let wrong = if mend {
        app.db().write_blocking("doctor.mend_reach", doctor::mend_reach)?
    } else {
        app.db().read_blocking("doctor.reach", doctor::wrong_reach)?
    };
    Ok(Finding::of_counts(("触达数", "The figures of reach"), wrong, mend))
}

fn arrivals(app: &App, _: &Config, mend: bool) -> Result<Finding, Failure> {
    let wrong = if mend {
        app.db().write_blocking("doctor.mend_arrivals", doctor::mend_arrivals)?
    } else {
        app.db().read_blocking("doctor.arrivals", doctor::wrong_arrivals)?
    };
    Ok(Finding::of_counts(("返乡人数", "The counts of arrivals"), wrong, mend))
}

fn measures(app: &App, _: &Config, mend: bool) -> Result<Finding, Failure> {
    let wrong = if mend {
        app.db().write_blocking("doctor.mend_measures", doctor::mend_measures)?
    } else {
        app.db().read_blocking("doctor.measures", doctor::wrong_measures)?
    };
    Ok(Finding::of_counts(("管控措施数", "The counts of measures"), wrong, mend))
}

fn follow_ups(app: &App, _: &Config, mend: bool) -> Result<Finding, Failure> {
    let wrong = if mend {
        app.db().write_blocking("doctor.mend_follow_ups", doctor::mend_follow_ups)?
    } else {
        app.db().read_blocking("doctor.follow_ups", doctor::wrong_follow_ups)?
    };
    Ok(Finding::of_counts(("随访数", "The counts of follow-ups"), wrong, mend))
}

/// A response is erased on its day by the server that runs; a day later somebody should ask why it was not.
fn retention(app: &App, _: &Config, _: bool) -> Result<Finding, Failure> {
    let ctx = app.operator();
    let overdue = app.db().read_blocking("doctor.retention", move |tx| responses::overdue(tx, &ctx))?;
    let Some(since) = overdue.since else {
        return Ok(Finding::new(Verdict::Good, 0, "没有超过保存期限的数据。", "Nothing is kept beyond its retention."));
    };
    let count = overdue.responses;
    Ok(Finding::new(
        Verdict::Bad,
        count,
        format!(
            "{count} 次专项行动的数据早该销毁（最早应在 {since}）。服务运行时每小时自动销毁，请保持运行并查看日志。"
        ),
        format!(
            "The records of {count} responses should have been erased, the first on {since}. \
             The running server does so every hour: keep it running, and look at its log."
        ),
    ))
}

fn disk(app: &App, config: &Config, _: bool) -> Result<Finding, Failure> {
    let free = free_bytes(&config.data_dir)?;
    let needed = match app.db().place() {
        // A backup, and the copy that a vacuum makes, need as much again as the file has.
        Place::Sqlite { file } => file.metadata().map_err(at_file(file))?.len(),
        Place::Postgres { .. } => 0,
    };
    let (megabytes, shown) = (free >> 20, config.data_dir.display());
    let verdict = match free {
        free if free < NO_ROOM => Verdict::Bad,
        free if free < LITTLE_ROOM.max(needed) => Verdict::Warning,
        _ => Verdict::Good,
    };
    let (zh, en) = match verdict {
        Verdict::Good => ("", ""),
        _ => ("，请腾出空间", ": make room"),
    };
    Ok(Finding::new(
        verdict,
        0,
        format!("{shown} 所在磁盘还有 {megabytes} 兆{zh}。"),
        format!("{megabytes} MB are free where {shown} lies{en}."),
    ))
}

fn free_bytes(folder: &Path) -> Result<u64, Failure> {
    let found = rustix::fs::statvfs(folder).map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}

fn clock(app: &App, _: &Config, _: bool) -> Result<Finding, Failure> {
    let newest = app.db().read_blocking("doctor.newest", doctor::newest)?;
    let now = app.clock().now();
    let behind = newest.clock_is_behind(now);
    Ok(if now < SANE || behind > CLOCK_SLACK {
        let seconds = behind / 1_000;
        Finding::new(
            Verdict::Bad,
            0,
            format!("本机时钟不对：比最新的记录慢 {seconds} 秒，请校准时钟。"),
            format!("This machine's clock is wrong: {seconds} s behind the newest entry. Set it right."),
        )
    } else {
        Finding::new(Verdict::Good, 0, "时钟正常。", "The clock is sane.")
    })
}
