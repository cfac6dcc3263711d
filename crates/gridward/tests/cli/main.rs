//! The command line as operators and scripts use it, on both engines where it stores something.

#[cfg(test)]
mod backup;
#[cfg(test)]
mod bench;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod import;
#[cfg(test)]
mod programme;
#[cfg(test)]
mod response;
#[cfg(test)]
mod site;
