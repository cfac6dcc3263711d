//! Routes of risk lists and of the places on them.

use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, State};
use gridward_domain::Id;
use gridward_domain::access::Verb;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{
    DecidePlace, DowngradeQuery, Downgrades, ListPreview, ListQuery, PlaceQuery, PutInForce, RiskPlace, StoredList,
    WaitingPlaces, WaitingQuery, WithdrawList, faults,
};
use crate::http::{Answer, Asked, Body, FileWanted, Named, Problem, file_of, read_apart};
use crate::listing::Page;
use crate::plans::ScreeningTrial;
use crate::{App, Ctx, Error};

/// The largest upload, in bytes; the largest national list had under 2 MB.
const MOST: usize = 32 << 20;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(upload))
        // The form around the file takes some bytes, too.
        .layer(DefaultBodyLimit::max(MOST + (1 << 20)))
        .routes(routes!(put_in_force))
        .routes(routes!(trial))
        .routes(routes!(lists))
        .routes(routes!(withdraw))
        .routes(routes!(list))
        .routes(routes!(waiting))
        .routes(routes!(decide))
        .routes(routes!(downgrades))
}

/// For which response.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct UploadQuery {
    /// The response.
    #[param(value_type = String)]
    response: Id,
}

/// Upload a list and see what it would change.
#[utoipa::path(post, path = "/api/v1/risk_areas/uploads", tag = "risk_areas", operation_id = "upload_risk_list", params(UploadQuery),
    request_body(content_type = "multipart/form-data", content = Vec<u8>), responses(
    (status = 200, description = "What was found", body = ListPreview),
    Problem,
))]
async fn upload(
    State(app): State<App>,
    ctx: Ctx,
    Asked(asked): Asked<UploadQuery>,
    form: Multipart,
) -> Result<Answer, Problem> {
    let (language, request, actor, now) = (ctx.language, ctx.request, ctx.actor, ctx.now);
    let declined = |error: Error| Problem::of(&error, language, request);
    let wanted = FileWanted { missing: &faults::NO_FILE, most: "32 MB" };
    let (name, bytes) = file_of(form, wanted).await.map_err(|refusal| declined(refusal.into()))?;
    let read = read_apart(&ctx, move |ctx| super::read(&name, &bytes, ctx.language)).await?;
    let look = move |tx: &mut gridward_database::Tx<'_>| super::preview(tx, &ctx, asked.response, read.clone());
    let (mut preview, list) = app.db().read("risk_areas.preview", look).await.map_err(declined)?;
    let id = app.ids().make();
    let until = app.risk_lists().keep(id, actor, list, now).map_err(|refusal| declined(refusal.into()))?;
    (preview.upload, preview.expires_at) = (Some(id), Some(until));
    serde_json::to_string(&preview).map(Answer).map_err(|error| declined(error.into()))
}

/// Put an uploaded list in force.
#[utoipa::path(post, path = "/api/v1/risk_areas/uploads/{id}/put-in-force", tag = "risk_areas", operation_id = "put_risk_list_in_force",
    request_body = PutInForce, params(("id" = Id, Path, description = "The upload")), responses(
    (status = 200, description = "The list, in force", body = StoredList),
    Problem,
))]
async fn put_in_force(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<PutInForce>,
) -> Result<Answer, Problem> {
    let found = app.risk_lists().find(id, ctx.actor, ctx.now);
    app.command("risk_areas.put_in_force", ctx, move |tx, ctx| {
        ctx.may_somewhere(Verb::RiskListsEdit)?;
        let upload = found.clone()?;
        super::put_in_force(tx, ctx, &upload, &input)
    })
    .await
}

/// Try an uploaded list: what it would change for those who are here, grid by grid. Nothing is written.
#[utoipa::path(get, path = "/api/v1/risk_areas/uploads/{id}/trial", tag = "risk_areas", operation_id = "try_risk_list", params(("id" = Id, Path, description = "The upload")), responses(
    (status = 200, description = "What it would change", body = ScreeningTrial),
    Problem,
))]
async fn trial(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    let found = app.risk_lists().find(id, ctx.actor, ctx.now);
    app.query("risk_areas.trial", ctx, move |tx, ctx| {
        ctx.may_somewhere(Verb::RiskListsEdit)?;
        let upload = found.clone()?;
        super::trial(tx, ctx, &upload)
    })
    .await
}

/// The lists of a response, the newest first.
#[utoipa::path(get, path = "/api/v1/risk_areas/lists", tag = "risk_areas", operation_id = "list_risk_lists", params(ListQuery), responses(
    (status = 200, description = "A page of lists", body = Page<StoredList>),
    Problem,
))]
async fn lists(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<ListQuery>) -> Result<Answer, Problem> {
    app.query("risk_areas.lists", ctx, move |tx, ctx| super::lists(tx, ctx, &asked)).await
}

/// Take the list in force back.
#[utoipa::path(post, path = "/api/v1/risk_areas/lists/{id}/withdraw", tag = "risk_areas", operation_id = "withdraw_risk_list",
    request_body = WithdrawList, params(("id" = Id, Path, description = "The list")), responses(
    (status = 200, description = "The list, taken back", body = StoredList),
    Problem,
))]
async fn withdraw(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<WithdrawList>,
) -> Result<Answer, Problem> {
    app.command("risk_areas.withdraw", ctx, move |tx, ctx| super::withdraw(tx, ctx, id, &input)).await
}

/// The places in force.
#[utoipa::path(get, path = "/api/v1/risk_areas", tag = "risk_areas", operation_id = "list_risk_places", params(PlaceQuery), responses(
    (status = 200, description = "A page of places", body = Page<RiskPlace>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<PlaceQuery>) -> Result<Answer, Problem> {
    app.query("risk_areas.list", ctx, move |tx, ctx| super::list(tx, ctx, &asked)).await
}

/// The places that wait for a person to say where they are.
#[utoipa::path(get, path = "/api/v1/risk_areas/waiting", tag = "risk_areas", operation_id = "list_waiting_places", params(WaitingQuery), responses(
    (status = 200, description = "A page of places, and how many wait", body = WaitingPlaces),
    Problem,
))]
async fn waiting(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<WaitingQuery>) -> Result<Answer, Problem> {
    app.query("risk_areas.waiting", ctx, move |tx, ctx| super::waiting(tx, ctx, &asked)).await
}

/// The places that may go down a level by the programme's rule.
#[utoipa::path(get, path = "/api/v1/risk_areas/downgrades", tag = "risk_areas", operation_id = "list_downgrades", params(DowngradeQuery), responses(
    (status = 200, description = "A page of proposals", body = Downgrades),
    Problem,
))]
async fn downgrades(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<DowngradeQuery>) -> Result<Answer, Problem> {
    app.query("risk_areas.downgrades", ctx, move |tx, ctx| super::downgrades(tx, ctx, &asked)).await
}

/// Say where a place is.
#[utoipa::path(post, path = "/api/v1/risk_areas/{id}/decide", tag = "risk_areas", operation_id = "decide_risk_place",
    request_body = DecidePlace, params(("id" = Id, Path, description = "The place")), responses(
    (status = 200, description = "The place", body = RiskPlace),
    Problem,
))]
async fn decide(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<DecidePlace>,
) -> Result<Answer, Problem> {
    app.command("risk_areas.decide", ctx, move |tx, ctx| super::decide(tx, ctx, id, &input)).await
}
