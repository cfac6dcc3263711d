//! Routes of posters and tips.

use axum::extract::State;
use gridward_domain::Id;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::list::seen_list;
use super::{LookAtTip, LookedAt, NewPoster, Poster, PosterQuery, Posters, TipQuery, Tips};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::{App, Ctx};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_posters, make_poster))
        .routes(routes!(end_poster))
        .routes(routes!(list_tips))
        .routes(routes!(look_at_tip))
}

/// The posters of a response.
#[utoipa::path(get, path = "/api/v1/arrivals/posters", tag = "arrivals", operation_id = "list_posters", params(PosterQuery), responses(
    (status = 200, description = "The posters whose page is open", body = Posters),
    Problem,
))]
async fn list_posters(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<PosterQuery>) -> Result<Answer, Problem> {
    app.query("posters.list", ctx, move |tx, ctx| super::list_posters(tx, ctx, asked)).await
}

/// Make a poster for a village, a checkpoint or a household.
#[utoipa::path(post, path = "/api/v1/arrivals/posters", tag = "arrivals", operation_id = "make_poster", request_body = NewPoster, responses(
    (status = 200, description = "The poster", body = Poster),
    Problem,
))]
async fn make_poster(State(app): State<App>, ctx: Ctx, Body(input): Body<NewPoster>) -> Result<Answer, Problem> {
    app.command("posters.make", ctx, move |tx, ctx| super::make_poster(tx, ctx, &input)).await
}

/// Close the page of a poster.
#[utoipa::path(post, path = "/api/v1/arrivals/posters/{code}/end", tag = "arrivals", operation_id = "end_poster", params(("code" = String, Path, description = "The poster's code")), responses(
    (status = 200, description = "The poster", body = Poster),
    Problem,
))]
async fn end_poster(State(app): State<App>, ctx: Ctx, Named(code): Named<String>) -> Result<Answer, Problem> {
    app.command("posters.end", ctx, move |tx, ctx| super::end_poster(tx, ctx, &code)).await
}

/// What neighbours told without a name.
#[utoipa::path(get, path = "/api/v1/arrivals/tips", tag = "arrivals", operation_id = "list_tips", params(TipQuery), responses(
    (status = 200, description = "The tips", body = Tips),
    Problem,
))]
async fn list_tips(State(app): State<App>, ctx: Ctx, Asked(asked): Asked<TipQuery>) -> Result<Answer, Problem> {
    app.reveal("tips.list", ctx, move |tx, ctx| {
        let tips = super::list_tips(tx, ctx, asked)?;
        let seen = seen_list(tx, ctx, asked.area, tips.items.len())?;
        Ok((tips, seen))
    })
    .await
}

/// Note what a look at a tip found.
#[utoipa::path(post, path = "/api/v1/arrivals/tips/{id}/look", tag = "arrivals", operation_id = "look_at_tip", request_body = LookAtTip, params(("id" = Id, Path, description = "The tip")), responses(
    (status = 200, description = "The tip", body = LookedAt),
    Problem,
))]
async fn look_at_tip(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<LookAtTip>,
) -> Result<Answer, Problem> {
    app.command("tips.look", ctx, move |tx, ctx| super::look_at_tip(tx, ctx, id, input)).await
}
