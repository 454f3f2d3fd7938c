"""The materials that models share: colour, metal, roughness; a model adds its own with material()."""

def lin(h):
    h = h.lstrip('#')
    c = [int(h[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    return tuple(x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in c)

MATS = {}

def material(name, col='#808080', metal=0.0, rough=0.5, emit=None, estr=1.0, alpha=1.0, tex=None, double=False, normal=None, glow=None, tile=False):
    """col: sRGB hex. tex, normal, glow: a Canvas or Picture (PNG) used as base colour, as normal map, as emission; tile: it repeats."""
    MATS[name] = dict(name=name, col=lin(col), metal=metal, rough=rough,
                      emit=lin(emit) if emit else (1, 1, 1) if glow else None, estr=estr, alpha=alpha, tex=tex, double=double, normal=normal, glow=glow, tile=tile)
    return name

for _a in [
    ('ral7035', '#CBD0CC', 0, .42), ('ral7035_in', '#C4C9C5', 0, .5), ('ral7016', '#3A4047', 0, .5),
    ('ral5015', '#1F6FA8', 0, .42), ('ral5010', '#0E4C7F', 0, .42), ('ral6011', '#5C7A55', 0, .45),
    ('galv', '#B7BCBF', .45, .46), ('zinc', '#C6C8CA', .9, .32), ('steel', '#B0B2B5', .95, .30),
    ('steel_dark', '#6E7175', .9, .42), ('brass', '#C9A24E', .95, .30), ('copper', '#D6935F', .85, .34),
    ('nickel', '#D0CEC8', .95, .22), ('chrome', '#DCDDDE', 1, .12), ('alu', '#C2C5C8', .9, .36),
    ('blackmetal', '#2A2C2E', .6, .45),
    ('pl_black', '#1E1F21', 0, .45), ('pl_dark', '#33363A', 0, .5), ('pl_grey', '#7D8388', 0, .5),
    ('pl_lgrey', '#B9BEC0', 0, .48), ('pl_white', '#E6E7E4', 0, .42), ('pl_cream', '#DDD8C6', 0, .45),
    ('duct', '#8E969B', 0, .55), ('duct_lid', '#959DA2', 0, .5),
    ('pl_red', '#C3201E', 0, .38), ('pl_yellow', '#F2B700', 0, .42), ('pl_blue', '#1D56A5', 0, .42),
    ('pl_green', '#17864A', 0, .42), ('pl_orange', '#E7711B', 0, .45), ('rubber', '#1A1A1B', 0, .8),
    ('rubber_grey', '#4A4C4F', 0, .75), ('hole', '#0A0A0B', 0, .9),
    ('w_brown', '#5B3219', 0, .38), ('w_black', '#1B1B1D', 0, .38), ('w_grey', '#8B8E92', 0, .38),
    ('w_blue', '#1F5FBF', 0, .38), ('w_green', '#1E8A3C', 0, .38), ('w_yellow', '#F0CD1B', 0, .38),
    ('w_red', '#B92320', 0, .38), ('w_dblue', '#1C3F8A', 0, .38), ('w_orange', '#E57A1E', 0, .4),
    ('cable', '#232426', 0, .6), ('ferrule_red', '#B5312B', 0, .4),
    ('ink', '#121314', 0, .6), ('ink_white', '#F1F1EE', 0, .55), ('ink_red', '#B5161A', 0, .55),
    ('ink_grey', '#55595C', 0, .6),
    ('plate_white', '#F0F0EC', 0, .45), ('plate_yellow', '#F4C400', 0, .45), ('plate_alu', '#C9CBCC', .6, .38),
    ('lcd', '#A9B59C', 0, .22), ('cork', '#B58A5B', 0, .85),
]:
    material(*_a)
material('clear', '#E4EEF2', 0, .06, alpha=.10)
material('clear_smoke', '#A8C0CC', 0, .1, alpha=.26)
