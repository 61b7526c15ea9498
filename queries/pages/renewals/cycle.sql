-- One row if the cycle's year is in the data: which year that is, and when its goals or decisions
-- are due, in a sentence.
-- key: one row
select
    'Renewals of ' || year_label || ': ' || case
        when as_of < final_checkpoint
            then 'goals are decided on ' || strftime(final_checkpoint, '%b %-d, %Y')
        when as_of <= decide_by
            then 'decisions are due by ' || strftime(decide_by, '%b %-d, %Y')
        else 'decisions were due by ' || strftime(decide_by, '%b %-d, %Y')
    end || '.' as sentence,
from years
where is_cycle
