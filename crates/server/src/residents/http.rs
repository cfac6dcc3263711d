//! Routes of residents.

use axum::extract::State;
use gridward_domain::Id;
use gridward_domain::access::Verb;
use serde_json::json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::resident::reached;
use super::{EditResident, MergeResident, MoveResident, NewMember, RemoveResident, Resident, Unmask, Unmasked};
use crate::audit::Seen;
use crate::http::{Answer, Body, Named, Problem};
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(add))
        .routes(routes!(find, edit))
        .routes(routes!(relocate))
        .routes(routes!(remove))
        .routes(routes!(merge))
        .routes(routes!(unmask))
}

/// Add a person to a household.
#[utoipa::path(post, path = "/api/v1/residents", tag = "residents", operation_id = "add_resident", request_body = NewMember, responses(
    (status = 200, description = "The new resident", body = Resident),
    Problem,
))]
async fn add(State(app): State<App>, ctx: Ctx, Body(input): Body<NewMember>) -> Result<Answer, Problem> {
    app.command("residents.add", ctx, move |tx, ctx| super::add(tx, ctx, &input)).await
}

/// One resident, numbers masked.
#[utoipa::path(get, path = "/api/v1/residents/{id}", tag = "residents", operation_id = "find_resident", params(("id" = Id, Path, description = "The resident")), responses(
    (status = 200, description = "The resident", body = Resident),
    Problem,
))]
async fn find(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    app.reveal("residents.find", ctx, move |tx, ctx| {
        let (resident, household) = reached(tx, ctx, Verb::HouseholdsRead, id)?;
        let detail = json!({ "household": household.id });
        let seen = Seen { noun: "residents", record: id, area_ord: household.grid_ord, detail };
        Ok((Resident::from(&resident), seen))
    })
    .await
}

/// Change what is known of a person.
#[utoipa::path(patch, path = "/api/v1/residents/{id}", tag = "residents", operation_id = "edit_resident", request_body = EditResident, params(("id" = Id, Path, description = "The resident")), responses(
    (status = 200, description = "The resident", body = Resident),
    Problem,
))]
async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EditResident>,
) -> Result<Answer, Problem> {
    app.command("residents.edit", ctx, move |tx, ctx| super::edit(tx, ctx, id, &input)).await
}

/// Move a person to another household.
#[utoipa::path(post, path = "/api/v1/residents/{id}/move", tag = "residents", operation_id = "move_resident", request_body = MoveResident, params(("id" = Id, Path, description = "The resident")), responses(
    (status = 200, description = "The resident", body = Resident),
    Problem,
))]
async fn relocate(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<MoveResident>,
) -> Result<Answer, Problem> {
    app.command("residents.move", ctx, move |tx, ctx| super::relocate(tx, ctx, id, &input)).await
}

/// Take a person out of the ledger.
#[utoipa::path(post, path = "/api/v1/residents/{id}/remove", tag = "residents", operation_id = "remove_resident", request_body = RemoveResident, params(("id" = Id, Path, description = "The resident")), responses(
    (status = 200, description = "The resident with its end", body = Resident),
    Problem,
))]
async fn remove(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<RemoveResident>,
) -> Result<Answer, Problem> {
    app.command("residents.remove", ctx, move |tx, ctx| super::remove(tx, ctx, id, &input)).await
}

/// Two records of one person become one.
#[utoipa::path(post, path = "/api/v1/residents/{id}/merge", tag = "residents", operation_id = "merge_resident", request_body = MergeResident, params(("id" = Id, Path, description = "The record that goes")), responses(
    (status = 200, description = "The record that stays", body = Resident),
    Problem,
))]
async fn merge(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<MergeResident>,
) -> Result<Answer, Problem> {
    app.command("residents.merge", ctx, move |tx, ctx| super::merge(tx, ctx, id, &input)).await
}

/// See one number in full, with a reason.
#[utoipa::path(post, path = "/api/v1/residents/{id}/unmask", tag = "residents", operation_id = "unmask_number", request_body = Unmask, params(("id" = Id, Path, description = "The resident")), responses(
    (status = 200, description = "The number in full", body = Unmasked),
    Problem,
))]
async fn unmask(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<Unmask>,
) -> Result<Answer, Problem> {
    app.disclose("residents.unmask", ctx, move |tx, ctx| super::unmask(tx, ctx, id, &input)).await
}
