//! The roles a post can have.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a person answers for in the area of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 系统管理员: people, access and the installation; sees no ledger.
    Admin,
    /// 指挥长: leads the response; issues directives.
    Commander,
    /// 专班人员: the town's office; ledger, posts, directives.
    Clerk,
    /// 包村领导: answers for one or more villages.
    LeadCadre,
    /// 包片村干部: answers for a village or a part of it.
    VillageCadre,
    /// 网格长: answers for a grid.
    GridHead,
    /// 网格员: does a grid's daily work.
    GridWorker,
    /// 联户党员、联户人: keeps contact with about ten households.
    Liaison,
    /// 督查员: reads figures and the audit log, changes nothing.
    Auditor,
}

/// A text that names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such role")]
pub struct UnknownRole;

impl Role {
    /// All roles.
    pub const ALL: [Self; 9] = [
        Self::Admin,
        Self::Commander,
        Self::Clerk,
        Self::LeadCadre,
        Self::VillageCadre,
        Self::GridHead,
        Self::GridWorker,
        Self::Liaison,
        Self::Auditor,
    ];

    /// The name used in storage and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Commander => "commander",
            Self::Clerk => "clerk",
            Self::LeadCadre => "lead_cadre",
            Self::VillageCadre => "village_cadre",
            Self::GridHead => "grid_head",
            Self::GridWorker => "grid_worker",
            Self::Liaison => "liaison",
            Self::Auditor => "auditor",
        }
    }

    /// What people call it, in Chinese and English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Admin => ("系统管理员", "administrator"),
            Self::Commander => ("指挥长", "commander"),
            Self::Clerk => ("专班人员", "town clerk"),
            Self::LeadCadre => ("包村领导", "lead cadre"),
            Self::VillageCadre => ("包片村干部", "village cadre"),
            Self::GridHead => ("网格长", "grid head"),
            Self::GridWorker => ("网格员", "grid worker"),
            Self::Liaison => ("联户人", "liaison"),
            Self::Auditor => ("督查员", "auditor"),
        }
    }

    /// Whether a log-in with this role needs a second factor.
    pub fn needs_second_factor(self) -> bool {
        matches!(self, Self::Admin)
    }

    /// Whether a post of this role is held for a set of households rather than for a whole area.
    pub fn is_by_households(self) -> bool {
        matches!(self, Self::Liaison)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or(UnknownRole)
    }
}
