// The drawing as SVG 1.1: one file, nothing from outside, light and dark, readable by a screen reader.
#pragma once

#include "diagrams/layout.hpp"

namespace waymark::diagrams {

std::string to_svg(const Drawing& drawing, const Layout& layout);
inline std::string to_svg(const Drawing& drawing) { return to_svg(drawing, lay_out(drawing)); }

/// Text between two tags or within quotes; what XML cannot hold becomes U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace waymark::diagrams
