mod cases;
mod layers;
mod walk;
