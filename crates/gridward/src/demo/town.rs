//! Make the sample town, all of it in one transaction, or find that it is there.

use gridward_database::Tx;
use gridward_domain::Timestamp;
use gridward_server::households::bulk;
use gridward_server::{App, Ctx, Error, settings};
use indicatif::ProgressBar;

use super::ledger::Households;
use super::log_ins::{self, LogIn};
use super::roster::Roster;
use super::{areas, arrivals, directives};
use crate::config::Config;
use crate::failure::Failure;
use crate::progress::Step;

/// The setting that marks a sample town: it holds the seed and the number of households.
const MARK: &str = "demo";
/// The same seed makes the same town.
const SEED: u64 = 411_526_109;
/// Households of the whole town.
const HOUSEHOLDS: u64 = 15_000;
/// Doors of the whole town that have no liaison.
const BARE: u64 = 37;
/// People who came back to the whole town, and at least.
const RETURNEES: u64 = 400;
const FEWEST_RETURNEES: u64 = 70;
/// One in so many, with `--fast`.
const FAST: u64 = 20;
/// How long ago areas and ledger were entered, and the posts filled, in days.
const ENTERED: i64 = 90;
const APPOINTED: i64 = 80;

/// What was made.
#[derive(Debug, Clone, Copy)]
struct Made {
    households: i64,
    residents: i64,
    grids: usize,
    receipts: usize,
    arrivals: usize,
}

/// The log-ins of the town in this folder; the town is made when the folder is new.
pub(super) fn make_or_find(app: &App, config: &Config, fast: bool) -> Result<Vec<LogIn>, Failure> {
    let (mark, root) = app.db().read_blocking("demo.find", |tx| {
        Ok::<_, Error>((settings::find(tx, MARK)?, settings::find(tx, settings::ROOT_AREA)?))
    })?;
    let file = log_ins::file(config);
    match (mark, root) {
        (Some(_), _) => {
            eprintln!("  示范镇已在 {0}，直接使用。/ the sample town is there: {0}", config.data_dir.display());
            log_ins::read(&file)
        }
        (None, Some(_)) => Err(Failure::new(format!(
            "{0} 里是另一个辖区的数据，请用 --dir 另选一个文件夹。/ {0} holds another jurisdiction: choose another folder with --dir",
            config.data_dir.display()
        ))),
        (None, None) => make(app, config, fast),
    }
}

fn make(app: &App, config: &Config, fast: bool) -> Result<Vec<LogIn>, Failure> {
    let share = if fast { FAST } else { 1 };
    let count = HOUSEHOLDS / share;
    let log_ins = log_ins::draw()?;
    // The file comes first: a town that nobody can log in to would be of no use.
    log_ins::write(&log_ins::file(config), &log_ins)?;
    let step = Step::counted("黄寺岗镇", count);
    let hash = log_ins::hash(&log_ins)?;
    let (ctx, counter, accounts) = (app.operator(), step.counter(), log_ins.clone());
    let made = app.db().write_blocking("demo.make", move |tx| {
        counter.set_position(0);
        plant(tx, &ctx, (count, usize::try_from(BARE / share).unwrap_or(0)), (&accounts, &hash), &counter)
    })?;
    step.done(&format!(
        "{} grids, {} households, {} residents, {} arrivals, {} receipts",
        made.grids, made.households, made.residents, made.arrivals, made.receipts
    ));
    Ok(log_ins)
}

fn plant(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (count, bare): (u64, usize),
    log_ins: (&[LogIn], &str),
    progress: &ProgressBar,
) -> Result<Made, Error> {
    let entered = Ctx { now: ctx.now.plus(-ENTERED * Timestamp::DAY), ..ctx.clone() };
    let town = areas::plant(tx, &entered)?;
    let today = ctx.zone.date(ctx.now);
    let mut households = Households::new(&town, count, SEED, (ctx.ids.clone(), today), progress.clone());
    let loaded = bulk::load(tx, &entered, &mut households)?;
    let since = ctx.now.plus(-APPOINTED * Timestamp::DAY);
    let crew = Roster::new(ctx, SEED + 1, since).fill(tx, &town, &households.doors, bare)?;
    let stage = arrivals::Stage::new(&town, &households.doors, &crew)?;
    let arrivals = arrivals::plant(tx, ctx, &stage, returnees(count), SEED + 3)?;
    let receipts = directives::plant(tx, ctx, (&town, &households.doors, &crew), SEED + 2)?;
    log_ins::plant(tx, ctx, &crew, log_ins)?;
    settings::put(tx, MARK, &format!("{SEED} {count}"))?;
    Ok(Made {
        households: loaded.households,
        residents: loaded.residents,
        grids: town.grids().count(),
        receipts,
        arrivals,
    })
}

/// How many people came back to a town of so many households.
fn returnees(households: u64) -> usize {
    let share = RETURNEES * households / HOUSEHOLDS;
    usize::try_from(share.max(FEWEST_RETURNEES)).unwrap_or(0)
}
