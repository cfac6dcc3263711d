//! Which response an import goes into, and for which area.

use clap::Args;
use gridward_domain::Id;
use gridward_server::responses::{self, Response, ResponseQuery, Show};
use gridward_server::{App, Error, areas};

use crate::failure::Failure;

#[derive(Debug, Args)]
pub(super) struct Into {
    /// The response it goes into, by name or id; the only open one without it.
    #[arg(long, value_name = "NAME")]
    response: Option<String>,
}

impl Into {
    /// The response that is meant, with its area.
    pub(super) fn find(&self, app: &App) -> Result<(Id, Id), Failure> {
        let open = open(app)?;
        let is_meant = |one: &&Response| match self.response.as_deref().map(str::trim) {
            Some(wanted) => one.name == wanted || one.id.to_string() == wanted,
            None => true,
        };
        let meant: Vec<&Response> = open.iter().filter(is_meant).collect();
        match meant.as_slice() {
            [one] => {
                let area = one.details.as_ref().map(|details| details.area_id);
                let area = area.ok_or_else(|| Failure::new(format!("{}: no area", one.name)))?;
                Ok((one.id, area))
            }
            _ => Err(self.unclear(&open)),
        }
    }

    fn unclear(&self, open: &[Response]) -> Failure {
        if open.is_empty() {
            return Failure::new(
                "没有进行中的专项行动，请先在工作台开启一个。/ no response is open: open one in the console first",
            );
        }
        let named: Vec<String> = open.iter().map(|one| format!("{} ({})", one.name, one.id)).collect();
        let named = named.join(", ");
        match &self.response {
            Some(wanted) => Failure::new(format!(
                "没有一个进行中的专项行动叫“{wanted}”，请从中选一个：{named} / no single open response is called {wanted}: choose one of {named}"
            )),
            None => Failure::new(format!(
                "有几个进行中的专项行动，请用 --response 选一个：{named} / several responses are open, choose with --response: {named}"
            )),
        }
    }
}

fn open(app: &App) -> Result<Vec<Response>, Failure> {
    let ctx = app.operator();
    let found = app.db().read_blocking("import.responses", move |tx| {
        let asked = ResponseQuery { state: Show::Open, cursor: None, limit: Some(200) };
        responses::list(tx, &ctx, &asked)
    })?;
    Ok(found.items)
}

/// The area with an official code.
pub(super) fn area(app: &App, code: &str) -> Result<Id, Failure> {
    let (ctx, wanted) = (app.operator(), code.to_owned());
    let found = app.db().read_blocking("import.area", move |tx| {
        Ok::<_, Error>(areas::by_code(tx, &ctx, &wanted, None)?.items.first().map(|area| area.id))
    })?;
    found.ok_or_else(|| {
        Failure::new(format!(
            "没有代码为 {code} 的区划，请核对，或先运行 gridward import areas。/ no area has the code {code}: check it, or run `gridward import areas` first"
        ))
    })
}
