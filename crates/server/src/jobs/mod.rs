//! What has to be done because time passes: a list of jobs, each run when its time has come by the jurisdiction's clock.
//!
//! A new job is one line in [`JOBS`]. A job is a use case like any other; it runs in its own transaction, and one that
//! fails is told to the log and tried again the next time.

mod expired;
mod timetable;

use std::pin::Pin;
use std::time::Duration;

use gridward_database::{Statement, Tx};
use tokio::time::{MissedTickBehavior, interval};

pub use timetable::Timetable;

use crate::{App, Ctx, Error, follow_ups, plans, posts, responses, rule_tables};

/// How often the list is gone through, by the machine's clock.
const LOOK: Duration = Duration::from_secs(15);

/// Every statement of jobs.
pub(crate) const STATEMENTS: &[&Statement] = expired::STATEMENTS;

/// Something to be done again and again.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    /// Its name: the label in logs and metrics.
    pub name: &'static str,
    /// The time from one run to the next, in milliseconds.
    pub every: i64,
    run: Work,
}

#[derive(Debug, Clone, Copy)]
enum Work {
    /// On the writer; answers how many things were done.
    Rows(fn(&mut Tx<'_>, &Ctx) -> Result<usize, Error>),
    /// In many small commands, so that people's own come between them; answers how many things were done.
    Steps(fn(App) -> Steps),
    /// In memory only.
    Memory(fn(&App)),
}

/// A job at work.
type Steps = Pin<Box<dyn Future<Output = Result<usize, Error>> + Send>>;

const MINUTE: i64 = 60_000;

/// Every job of a jurisdiction.
pub static JOBS: &[Job] = &[
    Job { name: "posts.recount_stale", every: MINUTE, run: Work::Rows(posts::recount_stale) },
    Job { name: "people.remove_expired", every: 10 * MINUTE, run: Work::Rows(expired::remove) },
    Job { name: "rule_tables.turn", every: MINUTE / 4, run: Work::Rows(rule_tables::turn) },
    Job { name: "plans.screen", every: MINUTE / 4, run: Work::Steps(|app| Box::pin(plans::screen_open(app))) },
    Job { name: "follow_ups.end_day", every: 10 * MINUTE, run: Work::Steps(|app| Box::pin(follow_ups::end_days(app))) },
    Job { name: "plans.release", every: 10 * MINUTE, run: Work::Steps(|app| Box::pin(plans::release_due(app))) },
    Job { name: "responses.erase", every: 60 * MINUTE, run: Work::Steps(|app| Box::pin(responses::erase_due(app))) },
    Job { name: "import.forget_uploads", every: MINUTE, run: Work::Memory(App::forget_expired) },
];

/// Runs the jobs of a jurisdiction for as long as it is polled.
pub async fn run(app: App) {
    let mut timetable = Timetable::new(JOBS);
    let mut ticks = interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        ticks.tick().await;
        run_due(&app, &mut timetable).await;
    }
}

/// Runs the jobs whose time has come; answers their names, those that failed left out.
pub async fn run_due(app: &App, timetable: &mut Timetable) -> Vec<&'static str> {
    let mut done = Vec::new();
    for job in timetable.due(app.clock().now()) {
        match run_one(app, job).await {
            Ok(count) => {
                tracing::debug!(job = job.name, count, "a job is done");
                done.push(job.name);
            }
            Err(error) => tracing::error!(job = job.name, %error, "a job failed"),
        }
    }
    done
}

async fn run_one(app: &App, job: Job) -> Result<usize, Error> {
    match job.run {
        Work::Rows(run) => {
            let ctx = app.operator();
            app.db().write(job.name, move |tx| run(tx, &ctx)).await
        }
        Work::Steps(run) => run(app.clone()).await,
        Work::Memory(run) => {
            run(app);
            Ok(0)
        }
    }
}
