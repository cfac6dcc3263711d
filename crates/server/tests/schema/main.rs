//! The tables and the statements as a whole: what no test of a single noun would notice.

#[cfg(test)]
mod columns;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod registry;
#[cfg(test)]
mod scans;
#[cfg(test)]
mod traces;
