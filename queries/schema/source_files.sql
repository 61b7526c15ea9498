-- One row per file of the folder on which the build depends: contract files, mappings and raw
-- files, whether or not they were read. `watch` compares them with the folder.
create table source_files (
    file varchar primary key, -- its path in the folder
)
