"""Why a number moved: what each cause did to the figures of an MVP between two states."""
