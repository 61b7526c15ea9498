-- One row: how many exams and how many NDAs are open before the next checkpoint; null without any.
-- key: one row
with counted as (
    select
        count(*) filter (about = 'certification') as exams,
        count(*) filter (about = 'nda') as ndas,
    from risk
    semi join members using (mvp_id)
)
select nullif(concat_ws(' and ',
    format('{:,}', nullif(exams, 0)) || if(exams = 1, ' exam', ' exams'),
    format('{:,}', nullif(ndas, 0)) || if(ndas = 1, ' NDA', ' NDAs')
) || if(exams + ndas = 1, ' is open', ' are open'), ' are open') as sentence,
from counted
