-- nominations.csv: one row per nominee.
-- key: nominee_email
select
    nominee_email,
    nominee_name,
    stage,
    nominations,
    first_nominated_on,
    feedback_yes,
    feedback_no,
    feedback_unsure,
    one_year_of_use,
    certification_level,
    mvp_id,
from nominees
order by nominee_email
