//! Stories over the routes and use cases, mirrored from the URL tree, each on both engines.

#[cfg(test)]
mod access;
#[cfg(test)]
mod areas;
#[cfg(test)]
mod arrivals;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod directives;
#[cfg(test)]
mod follow_ups;
#[cfg(test)]
mod help_requests;
#[cfg(test)]
mod households;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod jurisdictions;
#[cfg(test)]
mod live;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod people;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod posts;
#[cfg(test)]
mod public;
#[cfg(test)]
mod responses;
#[cfg(test)]
mod risk_areas;
#[cfg(test)]
mod rule_tables;
#[cfg(test)]
mod sync;
