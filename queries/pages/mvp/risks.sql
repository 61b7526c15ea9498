-- One row per risk of the MVP before the next checkpoint, the highest first. chance is null
-- where a risk is about no track.
-- key: about
select about_label as about, risk_label as risk, chance, explanation as reason
from risk
order by risk_rank desc, about_rank nulls last, about
