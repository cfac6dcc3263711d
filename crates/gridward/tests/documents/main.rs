//! What the documents say of roles, words and numbers is what the program does.

#[cfg(test)]
mod domain;
#[cfg(test)]
mod languages;
