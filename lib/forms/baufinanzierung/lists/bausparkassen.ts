import { option } from '@/lib/forms/common/texts'
import type { Option } from '@/lib/forms/engine/types'

/** The building societies that the API knows. */
export const bausparkassen: readonly Option[] = [
  option('AACHENER_BAUSPARKASSE', 'Aachener Bausparkasse', 'Aachener Bausparkasse'),
  option('ALTE_LEIPZIGER_BAUSPAR', 'Alte Leipziger Bauspar', 'Alte Leipziger Bauspar'),
  option(
    'ALTE_LEIPZIGER_BAUSPAR_RATENKREDIT',
    'Alte Leipziger Bauspar (Ratenkredit)',
    'Alte Leipziger Bauspar (Ratenkredit)',
  ),
  option('BAUSPARKASSE_MAINZ', 'Bausparkasse Mainz', 'Bausparkasse Mainz'),
  option('BAUSPARKASSE_SCHWAEBISCH_HALL', 'Bausparkasse Schwäbisch Hall', 'Bausparkasse Schwäbisch Hall'),
  option('BHW', 'BHW', 'BHW'),
  option('BSQ_BAUSPAR', 'BSQ Bauspar', 'BSQ Bauspar'),
  option('DEBEKA_BAUSPARKASSE', 'Debeka Bausparkasse', 'Debeka Bausparkasse'),
  option('DEUTSCHE_BANK_BAUSPAR', 'Deutsche Bank Bauspar', 'Deutsche Bank Bauspar'),
  option('BADENIA', 'Deutsche Bausparkasse Badenia', 'Deutsche Bausparkasse Badenia'),
  option('DEUTSCHER_RING', 'Deutscher Ring', 'Deutscher Ring'),
  option('LBS_BAYERN', 'LBS Bayern', 'LBS Bayern'),
  option('LBS_NORD', 'LBS Nord', 'LBS Nord'),
  option('LBS_BREMEN', 'LBS Bremen', 'LBS Bremen'),
  option('LBS_HESSEN_THUERINGEN', 'LBS Hessen-Thüringen', 'LBS Hessen-Thüringen'),
  option(
    'LBS_SCHLESWIG_HOLSTEIN_HAMBURG',
    'LBS Schleswig-Holstein-Hamburg',
    'LBS Schleswig-Holstein-Hamburg',
  ),
  option('LBS_RHEINLAND_PFALZ', 'LBS Rheinland-Pfalz', 'LBS Rheinland-Pfalz'),
  option('LBS_WEST', 'LBS West', 'LBS West'),
  option('LBS_OST', 'LBS Ost', 'LBS Ost'),
  option('LBS_SAAR', 'LBS Saar', 'LBS Saar'),
  option('LBS_SUEDWEST', 'LBS Südwest', 'LBS Südwest'),
  option('LBS_BADEN_WUERTTEMBERG', 'LBS Baden-Württemberg', 'LBS Baden-Württemberg'),
  option('SIGNAL_IDUNA', 'Signal Iduna', 'Signal Iduna'),
  option('SIGNAL_IDUNA_BAUSPAR', 'Signal Iduna Bauspar', 'Signal Iduna Bauspar'),
  option('WUESTENROT', 'Wüstenrot', 'Wüstenrot'),
]
