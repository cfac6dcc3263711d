//! Assess people from a table of stays.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use gridward_domain::assessment::{AreaCode, Explanation, RiskIndex, RuleBook, assess};
use gridward_domain::programmes::Programme;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::stays::Person;
use super::{folder, risk_list, stays};
use crate::failure::Failure;
use crate::output::say;

#[derive(Debug, Args)]
pub(crate) struct Assess {
    /// A built-in rule set such as covid19/national-ed9, or the folder of a programme.
    programme: String,
    /// The list of risk areas: CSV, a spreadsheet, the daily text or the official JSON.
    #[arg(long, value_name = "FILE")]
    risk_list: PathBuf,
    /// The stays: person,area_code,place_text,from,to,left_area,arrival,exposure.
    #[arg(long, value_name = "FILE")]
    stays: PathBuf,
    /// The day of assessment, such as 2022-07-10.
    #[arg(long, value_name = "DATE")]
    on: Date,
    /// The area people arrive in, where that is not the programme's jurisdiction.
    #[arg(long, value_name = "CODE")]
    home: Option<AreaCode>,
}

/// What people are assessed by.
struct Rules {
    programme: Programme,
    book: RuleBook,
    index: RiskIndex,
    on: Date,
}

pub(super) fn run(asked: &Assess, json: bool) -> Result<ExitCode, Failure> {
    let (programme, set) = folder::chosen(&asked.programme, asked.on)?;
    let set = programme.effective(&set).ok_or_else(|| Failure::new(format!("{set}: no such rule set")))?;
    if !set.validity.holds(asked.on) {
        eprintln!("gridward: {} is not in force on {}; assessed by it all the same.", set.id, asked.on);
    }
    let home = asked.home.or_else(|| set.jurisdiction.code.parse().ok());
    let index = risk_list::read(&asked.risk_list, asked.on)?;
    let rules = Rules { programme, book: RuleBook::new(set), index, on: asked.on };
    let people = stays::read(&asked.stays, home)?;
    let mut told = Vec::new();
    for person in &people {
        for problem in &person.problems {
            eprintln!("gridward: {}: {}", asked.stays.display(), problem.sentence());
        }
        told.push(rules.told(person, json));
    }
    if json {
        say!("{}", Value::Array(told));
    }
    let sound = people.iter().all(|person| person.problems.is_empty());
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Rules {
    /// A person with a cell that can't be read is told with that, and not judged.
    fn told(&self, person: &Person, json: bool) -> Value {
        if !person.problems.is_empty() {
            let problems: Vec<Value> = person.problems.iter().map(super::stays::Problem::json).collect();
            return json!({
                "person": person.name, "class": null, "rule": null, "certainty": "none", "phases": [], "tests": [],
                "release": null, "source": null, "also_matched": [], "problems": problems,
            });
        }
        let decision = assess(&person.case, &self.index, &self.book, self.on);
        let told = decision.explain(&person.case, &self.index, &self.book, &self.programme, self.on);
        if !json {
            print(person, &told);
        }
        let plan = told.plan.as_ref();
        json!({
            "person": person.name,
            "class": told.class,
            "rule": told.rule,
            "certainty": told.certainty,
            "rule_set": told.set,
            "day_one": plan.map(|plan| plan.day_one),
            "phases": plan.map_or(&[][..], |plan| &plan.phases),
            "tests": plan.map_or(&[][..], |plan| &plan.tests),
            "release": plan.map(|plan| plan.release),
            "source": told.source.as_ref().map(|source| &source.zh),
            "also_matched": told.also_matched,
            "ask": told.ask,
            "assess_again_on": told.assess_again_on,
            "duties": told.duties,
            "sentences": told.sentences,
        })
    }
}

fn print(person: &Person, told: &Explanation) {
    say!("{}", person.name);
    for sentence in told.sentences.iter().chain(&told.duties) {
        say!("    {}", sentence.zh);
        say!("    {}", sentence.en);
    }
}
