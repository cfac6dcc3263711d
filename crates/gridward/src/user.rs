//! People and their log-ins on the command line.

use std::process::ExitCode;

use clap::Subcommand;
use gridward_domain::access::Role;
use gridward_server::App;
use gridward_server::people::{self, Invite, NewUser, PeopleQuery, Person};
use serde_json::json;

use crate::config::Config;
use crate::failure::Failure;
use crate::installation;
use crate::output::say;

#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Enter a person with a post, and print the one-time link that sets the log-in.
    Add {
        /// The person's name.
        name: String,
        /// What for: admin, commander, clerk, lead_cadre, village_cadre, grid_head, grid_worker or auditor.
        #[arg(long, default_value = "admin")]
        role: Role,
        /// The code of the area of the post; the jurisdiction's own area when left out.
        #[arg(long)]
        area: Option<String>,
        /// Which jurisdiction, where the configuration has several.
        #[arg(long)]
        jurisdiction: Option<String>,
    },
    /// Print a new one-time link for somebody who can't log in; their sessions end.
    Reset {
        /// The log-in name.
        login: String,
        /// Forget the authenticator too: the phone is lost or new.
        #[arg(long)]
        forget_second_factor: bool,
        /// Which jurisdiction, where the configuration has several.
        #[arg(long)]
        jurisdiction: Option<String>,
    },
    /// List the people with their log-ins and posts.
    List {
        /// Only those whose name, pinyin or initials begin so.
        #[arg(long)]
        find: Option<String>,
        /// Which jurisdiction, where the configuration has several.
        #[arg(long)]
        jurisdiction: Option<String>,
    },
}

pub(crate) fn run(config: &Config, user: &User, json: bool) -> Result<ExitCode, Failure> {
    match user {
        User::Add { name, role, area, jurisdiction } => {
            let app = open(config, jurisdiction.as_deref())?;
            let (ctx, new) = (app.operator(), NewUser { name: name.clone(), role: *role, area_code: area.clone() });
            let invite = app.db().write_blocking("people.add_user", move |tx| people::add_user(tx, &ctx, &new))?;
            print_link(config, &invite, json);
        }
        User::Reset { login, forget_second_factor, jurisdiction } => {
            let app = open(config, jurisdiction.as_deref())?;
            let (ctx, login, forget) = (app.operator(), login.clone(), *forget_second_factor);
            let invite =
                app.db().write_blocking("people.reset_user", move |tx| people::reset_user(tx, &ctx, &login, forget))?;
            print_link(config, &invite, json);
        }
        User::List { find, jurisdiction } => {
            list(&open(config, jurisdiction.as_deref())?, find.as_deref(), json)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn open(config: &Config, jurisdiction: Option<&str>) -> Result<App, Failure> {
    installation::open(config, installation::chosen(config, jurisdiction)?)
}

fn print_link(config: &Config, invite: &Invite, json: bool) {
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    let link = format!("{scheme}://{}{}", config.listen, invite.path);
    if json {
        say!("{}", json!({ "link": link, "path": invite.path, "ends_at": invite.ends_at }));
    } else {
        say!("{link}");
        eprintln!("gridward: this link works once, for three days. Put the server's own name in place of the address.");
    }
}

fn list(app: &App, find: Option<&str>, json: bool) -> Result<(), Failure> {
    let mut query = PeopleQuery { q: find.map(str::to_owned), limit: Some(200), ..PeopleQuery::default() };
    loop {
        let (ctx, asked) = (app.operator(), query.clone());
        let page = app.db().read_blocking("people.list", move |tx| people::list(tx, &ctx, &asked))?;
        for person in &page.items {
            if json {
                say!("{}", serde_json::to_string(person)?);
            } else {
                say!("{}", line(person));
            }
        }
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return Ok(()),
        }
    }
}

fn line(person: &Person) -> String {
    let login = person.account.as_ref().and_then(|account| account.login.as_deref()).unwrap_or("-");
    let posts: Vec<String> = person.posts.iter().map(|post| format!("{} {}", post.role, post.area_name)).collect();
    format!("{}\t{login}\t{}", person.name, posts.join("; "))
}
