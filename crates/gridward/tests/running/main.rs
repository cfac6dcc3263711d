//! The real program, started as a process of its own, on both engines.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod client;
#[cfg(test)]
mod hosts;
#[cfg(test)]
mod installation;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod log_lines;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod work;
