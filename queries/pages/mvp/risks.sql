-- One row per reason that weighs on the MVP in sight, the heaviest first.
select about, replace(risk, '_', ' ') as risk, chance::decimal(3, 2) as chance, reason
from risk
order by risk_rank desc, about
