// How wide a text may come out, and where to break it. Widths are of our own table, made for the widest of
// the usual screen fonts, so that a picture is the same on every machine and no font overflows it. Not a
// font.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::diagrams {

enum class Face { heading, title, row, note };

struct Typography {
    int size;  // in tenths of a pixel
    int line;  // from one baseline to the next, in pixels
    bool bold;
};
Typography typography(Face face);

/// Units: pixels, rounded up.
int width_of(std::string_view text, Face face);

/// Broken at spaces into lines no wider than `width`; a word that is wider is broken anywhere. Never empty.
std::vector<std::string> wrap(std::string_view text, Face face, int width);

/// At most `width` wide, with … in the place of what was cut off.
std::string cut(std::string_view text, Face face, int width);

}  // namespace waymark::diagrams
