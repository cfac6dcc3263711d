//! Routes of people.

use axum::extract::State;
use gridward_domain::Id;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AddPerson, EditPerson, EndPerson, EndedSessions, Invite, PeopleQuery, Person, person};
use crate::http::{Answer, Asked, Body, Named, Problem};
use crate::listing::Page;
use crate::{App, Ctx};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(edit))
        .routes(routes!(end))
        .routes(routes!(invite))
        .routes(routes!(end_sessions))
}

/// How to invite.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InvitePerson {
    /// Whether the authenticator is forgotten too: the phone is lost or new.
    #[serde(default)]
    forget_second_factor: bool,
}

/// People within reach, by name.
#[utoipa::path(get, path = "/api/v1/people", tag = "people", operation_id = "list_people", params(PeopleQuery), responses(
    (status = 200, description = "A page of people", body = Page<Person>),
    Problem,
))]
async fn list(State(app): State<App>, ctx: Ctx, Asked(query): Asked<PeopleQuery>) -> Result<Answer, Problem> {
    app.query("people.list", ctx, move |tx, ctx| super::list(tx, ctx, &query)).await
}

/// Enter a person.
#[utoipa::path(post, path = "/api/v1/people", tag = "people", operation_id = "add_person", request_body = AddPerson, responses(
    (status = 200, description = "The person", body = Person),
    Problem,
))]
async fn add(State(app): State<App>, ctx: Ctx, Body(input): Body<AddPerson>) -> Result<Answer, Problem> {
    app.command("people.add", ctx, move |tx, ctx| super::add(tx, ctx, &input)).await
}

/// Correct what is known of a person.
#[utoipa::path(patch, path = "/api/v1/people/{id}", tag = "people", operation_id = "edit_person", request_body = EditPerson, params(("id" = Id, Path, description = "The person")), responses(
    (status = 200, description = "The person", body = Person),
    Problem,
))]
async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EditPerson>,
) -> Result<Answer, Problem> {
    app.command("people.edit", ctx, move |tx, ctx| super::edit(tx, ctx, id, &input)).await
}

/// Write that a person has left: posts, sessions and links end.
#[utoipa::path(post, path = "/api/v1/people/{id}/end", tag = "people", operation_id = "end_person", request_body = EndPerson, params(("id" = Id, Path, description = "The person")), responses(
    (status = 200, description = "The person", body = Person),
    Problem,
))]
async fn end(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<EndPerson>,
) -> Result<Answer, Problem> {
    let answer = app.command("people.end", ctx, move |tx, ctx| super::end(tx, ctx, id, &input)).await;
    app.sessions().forget();
    answer
}

/// Make a one-time link by which a person sets the log-in.
#[utoipa::path(post, path = "/api/v1/people/{id}/invite", tag = "people", operation_id = "invite_person", request_body = InvitePerson, params(("id" = Id, Path, description = "The person")), responses(
    (status = 200, description = "The link, shown once", body = Invite),
    Problem,
))]
async fn invite(
    State(app): State<App>,
    ctx: Ctx,
    Named(id): Named<Id>,
    Body(input): Body<InvitePerson>,
) -> Result<Answer, Problem> {
    let made = app.disclose("people.invite", ctx, move |tx, ctx| {
        person::changing(tx, ctx, id)?;
        super::invite(tx, ctx, id, input.forget_second_factor)
    });
    let answer = made.await;
    app.sessions().forget();
    answer
}

/// End all sessions of a person.
#[utoipa::path(delete, path = "/api/v1/people/{id}/sessions", tag = "people", operation_id = "end_sessions", params(("id" = Id, Path, description = "The person")), responses(
    (status = 200, description = "How many ended", body = EndedSessions),
    Problem,
))]
async fn end_sessions(State(app): State<App>, ctx: Ctx, Named(id): Named<Id>) -> Result<Answer, Problem> {
    let answer = app.command("people.end_sessions", ctx, move |tx, ctx| super::end_sessions(tx, ctx, id)).await;
    app.sessions().forget();
    answer
}
