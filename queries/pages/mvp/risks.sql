-- One row per reason that weighs on the MVP in sight, the heaviest first.
select about, replace(risk, '_', ' ') as risk, chance, reason
from risk
order by risk_rank desc, about
