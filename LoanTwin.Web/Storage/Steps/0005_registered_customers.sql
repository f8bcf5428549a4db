-- People who have registered and borrowed nothing yet. Their numbers start at 2^50, above those of all customers who came with a loan.

CREATE TABLE registered_customers (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id >= 1125899906842624),
  full_name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  employer TEXT NOT NULL,
  profession TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('Salaried', 'SelfEmployed', 'Business')),
  monthly_income_cents INTEGER NOT NULL CHECK (monthly_income_cents > 0),
  author TEXT NOT NULL,
  utc TEXT NOT NULL,
  written_day INTEGER NOT NULL,
  seal BLOB NOT NULL
) STRICT;
