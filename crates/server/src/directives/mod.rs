//! Directives: from the command room to every household, with proof.

mod directive;
mod doors;
mod draft;
mod end;
mod export;
mod faults;
mod follow;
mod http;
mod issue;
mod list;
mod paper;
mod reach;
mod receipts;
mod sign;
mod store;

pub use directive::{Directive, ScopeArea, find};
pub use doors::{DirectiveDoor, DoorQuery, DoorsShown, Goer, doors};
pub use draft::{EditDraft, NewDirective, draft, edit};
pub use end::{EndDirective, close, withdraw};
pub use export::{ExportFile, ExportLink, ExportReach, export, exported};
pub use issue::{AmendDirective, IssueDirective, amend, issue};
pub use list::{DirectiveQuery, Show, Version, list, versions};
pub use paper::{Paper, PaperDoor, PaperPost, PaperQuery, paper};
pub use reach::{
    Curve, Late, LateItem, ReachQuery, ReachRow, ReachTable, Responsible, SheetCache, VillageCurve, curve, late, reach,
};
pub use receipts::{Delivery, RECEIPTS, ReceiptCommand, ReceiptInput, Taken, record};
pub use sign::{SignDirective, Signature, Signatures, Signed, TierSigned, own_signatures, sign, signatures};

pub(crate) use follow::household_moved;
pub(crate) use http::routes;

use gridward_database::{SetStatement, Statement};

/// Every statement of directives.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        store::STATEMENTS.to_vec(),
        doors::STATEMENTS.to_vec(),
        export::STATEMENTS.to_vec(),
        sign::STATEMENTS.to_vec(),
        reach::statements(),
        receipts::statements(),
    ]
    .concat()
}

/// Every set-wise statement of directives.
pub(crate) fn set_statements() -> Vec<&'static SetStatement> {
    [
        store::SET_STATEMENTS.to_vec(),
        doors::SET_STATEMENTS.to_vec(),
        reach::set_statements(),
        receipts::set_statements(),
    ]
    .concat()
}
