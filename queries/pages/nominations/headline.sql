-- One row: how many nominees are not decided on, how many of them have feedback, and since when the
-- first of them is nominated, in a sentence. Nothing is said of feedback where none was supplied.
-- key: one row
with counted as (
    select
        count(*) as nominees,
        count(feedback_yes) > 0 as has_feedback,
        count(first_feedback_on) as heard,
        min(first_nominated_on) as first_on,
    from nominees
    where decided_on is null
)
select if(nominees = 0, 'Nobody is being considered on this day.',
    format('{:,}', nominees) || if(nominees = 1, ' nominee is', ' nominees are')
        || ' being considered' || if(has_feedback,
            format(': {:,} with feedback, {:,} without. ', heard, nominees - heard), '. ')
        || if(nominees = 1, 'The nomination is of ', 'The first nomination is of ')
        || strftime(first_on, '%b %-d, %Y') || '.') as sentence,
from counted
