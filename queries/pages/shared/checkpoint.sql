-- One row: the as-of date, the year where it is not a calendar year, and the next checkpoint, in a
-- sentence.
-- key: one row
select
    'As of ' || strftime(as_of, '%b %-d, %Y')
    || if(year_label = strftime(first_day, '%Y'), '', ', in the year ' || year_label)
    || case
        when as_of > final_checkpoint
            then '. The year ended on ' || strftime(final_checkpoint, '%b %-d')
                || '; the next one begins on ' || strftime(next_first_day, '%b %-d') || '.'
        else '. Next ' || checkpoint_word || ': ' || strftime(next_checkpoint, '%b %-d')
            || case next_checkpoint - as_of
                when 0 then ', today.'
                when 1 then ', tomorrow.'
                else ', in ' || (next_checkpoint - as_of) || ' days.'
            end
    end as sentence,
from years
cross join rule_settings
where is_current
