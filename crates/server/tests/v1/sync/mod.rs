mod pull;
mod push;
