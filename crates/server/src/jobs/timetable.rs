//! When each job ran last.

use gridward_domain::Timestamp;

use super::Job;

/// The jobs with the time of their last run. All are due at first.
#[derive(Debug)]
pub struct Timetable {
    entries: Vec<(Job, Option<Timestamp>)>,
}

impl Timetable {
    /// A timetable of jobs none of which has run.
    pub fn new(jobs: &[Job]) -> Self {
        Self { entries: jobs.iter().map(|job| (*job, None)).collect() }
    }

    /// The jobs that are due, taken as run at this instant. A clock that was set back makes a job due at once rather
    /// than never.
    pub fn due(&mut self, now: Timestamp) -> Vec<Job> {
        let mut due = Vec::new();
        for (job, last) in &mut self.entries {
            if last.is_none_or(|last| !(0..job.every).contains(&now.since(last))) {
                *last = Some(now);
                due.push(*job);
            }
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::{Job, Timestamp, Timetable};
    use crate::jobs::Work;

    fn names(due: &[Job]) -> Vec<&'static str> {
        due.iter().map(|job| job.name).collect()
    }

    #[test]
    fn a_job_is_due_at_first_and_then_when_its_time_has_passed() {
        let job = |name, every| Job { name, every, run: Work::Memory(|_| {}) };
        let mut timetable = Timetable::new(&[job("often", 10), job("seldom", 25)]);
        assert_eq!(names(&timetable.due(Timestamp(100))), ["often", "seldom"]);
        assert_eq!(names(&timetable.due(Timestamp(109))), [""; 0]);
        assert_eq!(names(&timetable.due(Timestamp(110))), ["often"]);
        assert_eq!(names(&timetable.due(Timestamp(130))), ["often", "seldom"]);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_stop_a_job() {
        let mut timetable = Timetable::new(&[Job { name: "one", every: 10, run: Work::Memory(|_| {}) }]);
        timetable.due(Timestamp(1_000));
        assert_eq!(names(&timetable.due(Timestamp(5))), ["one"]);
    }
}
