// Filled by the pages that move.
