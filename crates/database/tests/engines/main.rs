//! One story suite for both engines: every test here runs on SQLite and on PostgreSQL.

#[cfg(test)]
mod archives;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod feeds;
#[cfg(test)]
mod lots;
#[cfg(test)]
mod openings;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod scrubs;
#[cfg(test)]
mod site;
#[cfg(test)]
mod values;
