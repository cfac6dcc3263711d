//! Whoever comes without a log-in.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use gridward_domain::{Id, Language};

use crate::http::{Problem, address_of};
use crate::{App, Authority, Ctx, Error};

/// Somebody without a log-in: Chinese unless the address asks for English.
#[derive(Debug, Clone)]
pub(super) struct Guest {
    /// The context of their request: it may do nothing that a post allows.
    pub(super) ctx: Ctx,
    /// The network address the request came from.
    pub(super) address: String,
}

impl Guest {
    /// The page's language.
    pub(super) fn language(&self) -> Language {
        self.ctx.language
    }

    /// The query that keeps the page's language.
    pub(super) fn query(&self) -> &'static str {
        match self.ctx.language {
            Language::Chinese => "",
            Language::English => "?lang=en",
        }
    }

    /// What is said when something failed: the refusal, or our own fault with the number of the request.
    pub(super) fn refusal(&self, error: &Error) -> gridward_domain::Refusal {
        match error {
            Error::Refused(refusal) => refusal.clone(),
            other => {
                let problem = Problem::of(other, self.ctx.language, self.ctx.request);
                let fault = match problem.document().status {
                    503 => &gridward_domain::faults::TOO_BUSY,
                    _ => &gridward_domain::faults::BROKEN,
                };
                fault.refuse().with("request", self.ctx.request)
            }
        }
    }
}

impl FromRequestParts<App> for Guest {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or("");
        let english = query.split('&').any(|pair| pair == "lang=en");
        let language = if english { Language::English } else { Language::Chinese };
        let ctx = app.ctx(Id::from_number(0), Authority::Posts(Vec::new()), language);
        Ok(Self { ctx, address: address_of(parts) })
    }
}
