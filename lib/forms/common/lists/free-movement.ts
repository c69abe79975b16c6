/** EU, EEA and Switzerland: their nationals need no permit. GB is not among them. */
export const FREE_MOVEMENT =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')
