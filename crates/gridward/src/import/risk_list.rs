//! Look at an official list of risk areas.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use gridward_domain::Language;
use gridward_domain::risk_areas::{AreaIndex, Certainty, ListedPlace, PlaceMatch, Remembered, RiskLevel, match_place};
use gridward_formats::divisions::read_divisions;
use gridward_formats::risk_lists::{self, RiskList};
use serde_json::{Value, json};

use super::{Common, name_of};
use crate::failure::{Failure, at_file};

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    common: Common,
    /// A divisions file with townships (code,name,parent_code,level; plain or .gz), to find those that texts name; counties are built in.
    #[arg(long, value_name = "FILE")]
    divisions: Option<PathBuf>,
}

/// A list with the area of each place.
struct Seen {
    list: RiskList,
    matches: Vec<PlaceMatch>,
}

pub(super) fn run(list: &List, json: bool) -> Result<ExitCode, Failure> {
    if !list.common.dry_run {
        return Err(Failure::new(
            "风险地区名单目前从工作台导入并启用；这里加 --dry-run 可先查看内容。/ for now a risk list goes in through the console; add --dry-run to look at it here",
        ));
    }
    let seen = look(&list.common.file, list.divisions.as_deref())?;
    if json {
        println!("{}", serde_json::to_string(&seen.answer())?);
    } else {
        seen.print();
    }
    Ok(ExitCode::SUCCESS)
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
            Some(moment) => println!("截至 {moment}（北京时间）/ as of {moment} (Beijing time)"),
            None => println!("截至时间未知 / it is not known which moment the list speaks of"),
        }
        for (level, zh, en) in
            [(RiskLevel::High, "高", "high"), (RiskLevel::Medium, "中", "medium"), (RiskLevel::Low, "低", "low")]
        {
            let (listed, declared) = (list.listed(level), list.declared.of(level));
            let said = declared.map_or_else(|| "—".to_owned(), |declared| declared.to_string());
            if listed > 0 || declared.is_some() {
                println!("{zh}风险：自称 {said} 个，列出 {listed} 个 / {en} risk: {said} declared, {listed} listed");
            }
        }
        let [certain, possible, none] =
            [Certainty::Certain, Certainty::Possible, Certainty::None].map(|one| self.count(one));
        println!("确定到县 {certain} 个，可能到乡镇（待确认） {possible} 个，需人工查找 {none} 个");
        println!(
            "{certain} certain to the county, {possible} possible townships to confirm, {none} for a person to find"
        );
        for problem in list.problems.iter().chain(&list.remarks) {
            let (zh, en) = (problem.message(Language::Chinese), problem.message(Language::English));
            println!("  {}\t{}\t{zh} / {en}", problem.at.text(Language::Chinese), problem.code);
        }
        for (place, _) in self.places().filter(|(_, found)| found.certainty == Certainty::None) {
            println!("  ?\t{}", place.full_name());
        }
    }
}
