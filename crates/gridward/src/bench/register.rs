//! Registrations through the public form: durable, each with a token of its own and the sum answered.
//!
//! An address may send thirty such forms in ten minutes. The limit stays as it is: the clients come from many addresses
//! of this machine's own network (127.0.0.0/8, on Linux), as returnees come from many phones.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use gridward_domain::arrivals::PosterKind;
use gridward_domain::responses::ResponseTerms;
use gridward_domain::{Id, Timestamp};
use gridward_server::arrivals::{self, NewPoster};
use gridward_server::responses::{self, NewResponse};
use gridward_server::{App, Ctx, Error, form_token, people, posts};
use jiff::civil::Date;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::http::{Connection, form};
use super::load::{Clients, drive};
use super::site::Site;
use super::watch::{Watch, milliseconds, percentile, round};
use super::world::{self, World};
use super::{Load, raw_registrations, server};
use crate::demo::People;
use crate::failure::Failure;
use crate::progress::Step;

const HOUSEHOLDS: u64 = 15_000;
const SEED: u64 = 20_220_415;
/// Forms of an address, below the limit of thirty in ten minutes.
const OF_ADDRESS: usize = 25;
/// Leading zero bits of a browser's proof of work.
const WORK: u32 = 16;
/// Proofs that are worked for to say how long one takes here.
const PROOFS: u32 = 20;

/// Where the forms are found.
pub(super) struct Entrances {
    pub(super) response: Id,
    /// The page of each village with the grids that can be chosen on it: identity and order number.
    pub(super) villages: Vec<(String, Vec<(Id, i64)>)>,
    pub(super) today: Date,
}

pub(super) fn run(load: &Load) -> Result<Value, Failure> {
    let (count, seconds) = (load.clients.max(1), load.seconds.max(1));
    let site = Site::new(load.extent.database.as_deref())?;
    let world = world::fill(&site, load.extent.size.unwrap_or(HOUSEHOLDS))?;
    let entrances = open(&site.app, &world)?;
    let raw = raw_registrations::rate(&site.app, &entrances, seconds)?;
    let work_ms = proof_of_work(&site.app.operator());
    let address = server::start(&site.app)?;
    let step = Step::start("registrations");
    let clients = Clients { count, seconds, of_connection: OF_ADDRESS };
    let connect = |client, turn| from_own_address(address, client, turn);
    let mut measured = drive(clients, connect, |client| forms(&site.app, &entrances, client))?;
    step.done(&format!("{:.0} a second", measured.rate));
    Ok(json!({
        "engine": site.engine(), "clients": count, "registrations_per_s": measured.rate.round(),
        "p50_ms": percentile(&mut measured.times, 500), "p99_ms": percentile(&mut measured.times, 990),
        "raw_rows_per_s": raw.round(), "ratio": round(measured.rate / raw, 1_000.0),
        "proof_of_work_ms": work_ms, "failed": measured.failed,
    }))
}

/// Opens a response, with a poster and somebody who answers for each village.
fn open(app: &App, world: &World) -> Result<Entrances, Failure> {
    let (ctx, area_id) = (app.operator(), world.town.area.id);
    let villages: Vec<_> = world
        .town
        .villages
        .iter()
        .map(|village| (village.area.clone(), village.grids.iter().map(|grid| (grid.id, grid.ord)).collect()))
        .collect();
    let opened = app.db().write_blocking("bench.open", move |tx| {
        let terms = ResponseTerms {
            name: "返乡人员报备".to_owned(),
            purpose: "核实返乡人员，落实健康管理。".to_owned(),
            legal_basis: "示例文件第1号".to_owned(),
            programme: "covid19/national-ed9".to_owned(),
            from_at: ctx.now,
            retention_days: 30,
            backup_days: 14,
        };
        let response_id = responses::open(tx, &ctx, &NewResponse { area_id, terms })?.id;
        let mut pages = Vec::with_capacity(villages.len());
        for (village, grids) in &villages {
            let person = people::plant(tx, &ctx, "测量员")?;
            posts::plant(tx, &ctx, person, gridward_domain::access::Role::VillageCadre, village)?;
            let (kind, label) = (PosterKind::Village, String::new());
            let poster = NewPoster { response_id, kind, area_id: village.id, household_id: None, label };
            let grids: &Vec<(Id, i64)> = grids;
            pages.push((arrivals::make_poster(tx, &ctx, &poster)?.path, grids.clone()));
        }
        Ok::<_, Error>(Entrances { response: response_id, villages: pages, today: ctx.zone.date(ctx.now) })
    })?;
    Ok(opened)
}

/// The forms of a client: invented people, village after village.
fn forms(app: &App, entrances: &Entrances, client: usize) -> impl FnMut() -> Vec<u8> + Send + use<> {
    let mut people = People::seeded(SEED + u64::try_from(client).unwrap_or(0));
    let ctx = app.operator();
    let day = |back: i64| {
        let start = ctx.zone.start_of(entrances.today).unwrap_or(ctx.now);
        ctx.zone.date(start.plus(-back * Timestamp::DAY)).to_string()
    };
    let (today, yesterday, first) = (day(0), day(1), day(14));
    let places: Vec<(String, String)> = entrances
        .villages
        .iter()
        .flat_map(|(path, grids)| grids.iter().map(move |(grid, _)| (path.clone(), grid.to_string())))
        .collect();
    let mut turn = client;
    move || {
        turn += 1;
        let (path, grid) = places.get(turn % places.len().max(1)).cloned().unwrap_or_default();
        let person = people.draw();
        let (token, answer) = form_token(&Ctx { now: gridward_domain::Clock::System.now(), ..ctx.clone() });
        let document = person.document.map(|document| document.number).unwrap_or_default();
        let phone = person.phone.unwrap_or_default();
        form(
            &path,
            &[
                ("do", "send"),
                ("name", &person.name),
                ("document", &document),
                ("phone", &phone),
                ("area", &grid),
                ("place", "村口旅馆"),
                ("here", "yes"),
                ("day", &today),
                ("s0_province", "31"),
                ("s0_city", "3101"),
                ("s0_county", "310115"),
                ("s0_place", ""),
                ("s0_from", &first),
                ("s0_to", &yesterday),
                ("token", &token),
                ("answer", &answer.to_string()),
            ],
        )
    }
}

/// A connection from an address that this client uses for so many forms only.
fn from_own_address(server: SocketAddr, client: usize, turn: usize) -> io::Result<Connection> {
    let part = |number: usize| u8::try_from(number % 250 + 1).unwrap_or(1);
    let own = Ipv4Addr::new(127, part(client), part(turn / 250), part(turn));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let stream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from((own, 0)))?;
        socket.connect(server).await?.into_std()
    })?;
    stream.set_nonblocking(false)?;
    Connection::over(stream)
}

/// How long this machine works for one proof, in milliseconds on average: a browser does it before it sends.
fn proof_of_work(ctx: &Ctx) -> f64 {
    let watch = Watch::start();
    for _ in 0..PROOFS {
        let (token, _) = form_token(ctx);
        let proves = |nonce: &u64| {
            let hash = Sha256::digest(format!("{token}:{nonce}"));
            let front = hash.iter().take(4).fold(0_u32, |all, byte| all << 8 | u32::from(*byte));
            front.leading_zeros() >= WORK
        };
        std::hint::black_box((0..u64::from(u32::MAX)).find(proves));
    }
    milliseconds(watch.elapsed() / PROOFS)
}
