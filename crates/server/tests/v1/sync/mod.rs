mod pull;
mod push;
mod screenings;
