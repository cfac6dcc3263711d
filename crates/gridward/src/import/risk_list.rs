//! Put an official list of risk areas in force, or look at it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use gridward_domain::Language;
use gridward_domain::risk_areas::{AreaIndex, Certainty, ListedPlace, PlaceMatch, Remembered, RiskLevel, match_place};
use gridward_formats::divisions::read_divisions;
use gridward_formats::risk_lists::{self, RiskList};
use gridward_server::risk_areas::{self, MatchCounts, PutInForce, StoredList};
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::into::Into;
use super::{Common, name_of};
use crate::config::Config;
use crate::failure::{Failure, at_file};
use crate::installation;
use crate::output::say;

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    common: Common,
    /// A divisions file with townships (code,name,parent_code,level; plain or .gz), to find those that texts name; counties are built in.
    #[arg(long, value_name = "FILE")]
    divisions: Option<PathBuf>,
    #[command(flatten)]
    into: Into,
    /// Who issued it and where; needed to put it in force.
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// From when on it holds, in the jurisdiction's time: 2022-04-15T21:00; now without it.
    #[arg(long, value_name = "TIME")]
    at: Option<DateTime>,
    /// The moment the list speaks of, in Beijing time, where the list does not say: 2022-04-15T15:00.
    #[arg(long, value_name = "TIME")]
    as_of: Option<DateTime>,
    /// Put it in force although something is wrong with it: somebody compared it with the official text.
    #[arg(long)]
    despite_problems: bool,
}

/// What a list that was put in force came to.
struct InForce {
    list: StoredList,
    matches: MatchCounts,
}

/// A list with the area of each place.
struct Seen {
    list: RiskList,
    matches: Vec<PlaceMatch>,
}

pub(super) fn run(config: &Config, list: &List, json: bool) -> Result<ExitCode, Failure> {
    if !list.common.dry_run {
        let done = write(config, list)?;
        if json {
            say!("{}", serde_json::to_string(&json!({ "list": done.list, "matches": done.matches }))?);
        } else {
            done.print();
        }
        return Ok(ExitCode::SUCCESS);
    }
    let seen = look(&list.common.file, list.divisions.as_deref())?;
    if json {
        say!("{}", serde_json::to_string(&seen.answer())?);
    } else {
        seen.print();
    }
    Ok(ExitCode::SUCCESS)
}

/// Puts the list in force: the difference is taken and written in one transaction.
fn write(config: &Config, list: &List) -> Result<InForce, Failure> {
    let file = &list.common.file;
    let bytes = std::fs::read(file).map_err(at_file(file))?;
    let source = list.source.clone().ok_or_else(|| {
        Failure::new("请用 --source 写明名单由谁发布。/ say with --source who issued the list and where")
    })?;
    let jurisdiction = installation::chosen(config, list.common.jurisdiction.as_deref())?;
    let zone = installation::zone(jurisdiction)?;
    let app = installation::open(config, jurisdiction)?;
    let (response, _) = list.into.find(&app)?;
    let at = list.at.and_then(|at| zone.instant(at));
    let input = PutInForce { at, source, as_of: list.as_of, despite_problems: list.despite_problems };
    let ctx = app.operator();
    let read = risk_areas::read(&name_of(file), &bytes, Language::Chinese)?;
    let done = app.db().write_blocking("risk_areas.put_in_force", move |tx| {
        let (preview, upload) = risk_areas::preview(tx, &ctx, response, read.clone())?;
        let list = risk_areas::put_in_force(tx, &ctx, &upload, &input)?;
        Ok::<_, gridward_server::Error>(InForce { list, matches: preview.matches })
    })?;
    Ok(done)
}

impl InForce {
    fn print(&self) {
        let StoredList { added, raised, lowered, removed, .. } = &self.list;
        let MatchCounts { certain, possible, none } = self.matches;
        say!("名单已启用：新增 {added}，升级 {raised}，降级 {lowered}，移出 {removed}。");
        say!("The list is in force: {added} added, {raised} raised, {lowered} lowered, {removed} removed.");
        say!(
            "确定到县 {certain} 个，可能到乡镇（待确认） {possible} 个，需人工查找 {none} 个；受影响的人员由运行中的服务马上重新研判。"
        );
        say!(
            "{certain} certain to the county, {possible} possible townships to confirm, {none} for a person to find; the running server looks again at those it touches."
        );
    }
}

fn look(file: &Path, divisions: Option<&Path>) -> Result<Seen, Failure> {
    let bytes = std::fs::read(file).map_err(at_file(file))?;
    let list = risk_lists::read(&name_of(file), &bytes).map_err(|error| {
        let (zh, en) = (error.sentence(Language::Chinese), error.sentence(Language::English));
        Failure::new(format!("{}: {zh} / {en}", file.display()))
    })?;
    let index = index(divisions)?;
    let matches = list.places.iter().map(|place| match_place(&index, &Remembered::new(), place)).collect();
    Ok(Seen { list, matches })
}

fn index(divisions: Option<&Path>) -> Result<AreaIndex, Failure> {
    let Some(file) = divisions else { return Ok(risk_lists::area_index(Vec::new())) };
    let bytes = std::fs::read(file).map_err(at_file(file))?;
    let read = read_divisions(&bytes).map_err(|error| {
        let (zh, en) = (error.sentence(Language::Chinese), error.sentence(Language::English));
        Failure::new(format!("{}: {zh} / {en}", file.display()))
    })?;
    if let Some(problem) = read.problems.first() {
        eprintln!(
            "  {}: {} 行有问题，未采用，首先是第 {} 行：{} / {} lines are not taken, first line {}: {}",
            file.display(),
            read.problems.len(),
            problem.line,
            problem.zh,
            read.problems.len(),
            problem.line,
            problem.en
        );
    }
    Ok(risk_lists::area_index(read.rows))
}

impl Seen {
    fn places(&self) -> impl Iterator<Item = (&ListedPlace, &PlaceMatch)> {
        self.list.places.iter().zip(&self.matches)
    }

    fn count(&self, certainty: Certainty) -> usize {
        self.matches.iter().filter(|found| found.certainty == certainty).count()
    }

    fn answer(&self) -> Value {
        let list = &self.list;
        let listed = |level| list.listed(level);
        let place = |(place, found): (&ListedPlace, &PlaceMatch)| {
            json!({
                "text": place.full_name(),
                "level": place.level.name(),
                "code": found.code,
                "certainty": found.certainty.name(),
                "within": found.within,
            })
        };
        let told = |problems: &[risk_lists::RiskListProblem]| {
            problems.iter().map(|problem| problem.json(Language::Chinese)).collect::<Vec<_>>()
        };
        json!({
            "as_of": list.as_of.map(|moment| format!("{moment}+08:00")),
            "declared": { "high": list.declared.high, "medium": list.declared.medium, "low": list.declared.low },
            "listed": {
                "high": listed(RiskLevel::High), "medium": listed(RiskLevel::Medium), "low": listed(RiskLevel::Low),
            },
            "places": self.places().map(place).collect::<Vec<_>>(),
            "problems": told(&list.problems),
            "remarks": told(&list.remarks),
        })
    }

    fn print(&self) {
        let list = &self.list;
        match list.as_of {
            Some(moment) => say!("截至 {moment}（北京时间）/ as of {moment} (Beijing time)"),
            None => say!("截至时间未知 / it is not known which moment the list speaks of"),
        }
        for (level, zh, en) in
            [(RiskLevel::High, "高", "high"), (RiskLevel::Medium, "中", "medium"), (RiskLevel::Low, "低", "low")]
        {
            let (listed, declared) = (list.listed(level), list.declared.of(level));
            let said = declared.map_or_else(|| "—".to_owned(), |declared| declared.to_string());
            if listed > 0 || declared.is_some() {
                say!("{zh}风险：自称 {said} 个，列出 {listed} 个 / {en} risk: {said} declared, {listed} listed");
            }
        }
        let [certain, possible, none] =
            [Certainty::Certain, Certainty::Possible, Certainty::None].map(|one| self.count(one));
        say!("确定到县 {certain} 个，可能到乡镇（待确认） {possible} 个，需人工查找 {none} 个");
        say!("{certain} certain to the county, {possible} possible townships to confirm, {none} for a person to find");
        for problem in list.problems.iter().chain(&list.remarks) {
            let (zh, en) = (problem.message(Language::Chinese), problem.message(Language::English));
            say!("  {}\t{}\t{zh} / {en}", problem.at.text(Language::Chinese), problem.code);
        }
        for (place, _) in self.places().filter(|(_, found)| found.certainty == Certainty::None) {
            say!("  ?\t{}", place.full_name());
        }
    }
}
