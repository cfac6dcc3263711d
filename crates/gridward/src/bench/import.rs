//! Import a ledger from CSV through the use case of the console and the command line.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use gridward_domain::households::{Relation, Sex};
use gridward_server::Error;
use gridward_server::households::bulk::NewHousehold;
use gridward_server::households::import::{ImportFile, ImportOptions, Mode, run as import};
use gridward_server::residents::Facts;
use serde_json::{Value, json};

use super::Extent;
use super::county;
use super::raw_ledger;
use super::site::Site;
use super::watch::{Watch, round};
use crate::demo::{Households, Town};
use crate::failure::{Failure, at_file};
use crate::progress::Step;

const SIZE: u64 = 1_000_000;
const SEED: u64 = 20_260_101;

pub(super) fn run(extent: &Extent) -> Result<Value, Failure> {
    let residents = extent.size.unwrap_or(SIZE);
    let site = Site::new(extent.database.as_deref())?;
    let ctx = site.app.operator();
    let grids = county::grids_for(residents);
    let town = site.app.db().write_blocking("bench.areas", move |tx| county::plant(tx, &ctx, grids))?;
    let file = site.file("ledger.csv");
    let rows = write_csv(&site, &town, residents, &file)?;
    let step = Step::start("import");
    let (ctx, path) = (site.app.operator(), ImportFile::Path(file));
    let options = ImportOptions { area_id: Some(county::root(&town)), ..ImportOptions::default() };
    let watch = Watch::start();
    let done = site.app.db().write_blocking("households.import", move |tx| {
        import(tx, &ctx, &path, "ledger.csv", &options, Mode::GoodRows)
    })?;
    let rate = watch.rate(rows);
    let seconds = watch.elapsed().as_secs_f64();
    step.done(&format!("{rows} rows"));
    let raw = raw_ledger::rate(&site.app, extent.database.as_deref())?;
    let sums = &done.imported.summary;
    Ok(json!({
        "engine": site.engine(), "rows": rows, "rows_per_s": rate.round(), "seconds": round(seconds, 100.0),
        "accepted": sums.accepted, "asked": sums.asked, "refused": sums.refused, "duplicates": sums.duplicates,
        "raw_rows_per_s": raw.round(), "ratio": round(rate / raw, 1_000.0),
    }))
}

/// Writes a ledger of at least so many residents as a clerk would send it; answers how many rows it has.
fn write_csv(site: &Site, town: &Town, residents: u64, file: &Path) -> Result<u64, Failure> {
    let step = Step::counted("ledger.csv", residents);
    let today = site.app.operator().zone.date(site.app.clock().now());
    // Some households too many: it ends when the rows are there.
    let count = residents / 3 + 10;
    let ids = site.app.ids().clone();
    let homes = Households::new(town, count, SEED, (ids, today), indicatif::ProgressBar::hidden());
    let places: HashMap<i64, (&str, &str)> = town
        .villages
        .iter()
        .flat_map(|village| {
            village.grids.iter().map(move |grid| (grid.ord, (village.area.name.as_str(), grid.name.as_str())))
        })
        .collect();
    let mut out = BufWriter::new(File::create(file).map_err(at_file(file))?);
    out.write_all("姓名,身份证号,性别,出生日期,联系电话,村,村民组,楼栋,门牌号,户号,与户主关系,户籍地址\n".as_bytes())?;
    let (mut rows, counter) = (0, step.counter());
    for home in homes {
        let home = home.map_err(|error: Error| Failure::new(error))?;
        let place = places.get(&home.grid.ord).copied().unwrap_or_default();
        for facts in &home.residents {
            if rows < residents {
                write_row(&mut out, &home, place, facts)?;
                rows += 1;
            }
        }
        counter.set_position(rows);
    }
    out.flush()?;
    step.done(&format!("{rows} rows"));
    Ok(rows)
}

fn write_row(
    out: &mut impl std::io::Write,
    home: &NewHousehold,
    (village, grid): (&str, &str),
    facts: &Facts,
) -> Result<(), Failure> {
    let sex = match facts.sex {
        Some(Sex::Male) => "男",
        Some(Sex::Female) => "女",
        None => "",
    };
    let birth = facts.birth_on.map(|date| date.to_string()).unwrap_or_default();
    let document = facts.document.as_ref().map_or("", |document| document.number.as_str());
    let phones: Vec<&str> =
        [&facts.phone, &facts.second_phone].into_iter().flatten().map(|phone| phone.number.as_str()).collect();
    let relation = match facts.relation {
        Relation::Head => "户主",
        Relation::Spouse => "配偶",
        Relation::Child => "子女",
        Relation::Grandchild => "孙子女",
        Relation::Parent => "父母",
        _ => "其他",
    };
    let phones = phones.join("、");
    let (name, lane, door, number, address) =
        (&facts.name.text, &home.lane, &home.door, &home.number, &facts.registered_address);
    Ok(writeln!(
        out,
        "{name},{document},{sex},{birth},{phones},{village},{grid},{lane},{door},{number},{relation},{address}"
    )?)
}
