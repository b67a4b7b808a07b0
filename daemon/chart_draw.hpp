// `waymark chart draw`: one document as a picture. Not the service: who draws an instance asks it first.
#pragma once

#include <string>

#include "diagrams/drawing.hpp"
#include "states/result.hpp"

namespace waymark::daemon {

enum class PictureFormat { svg, mermaid, dot };

struct ChartDraw {
    PictureFormat format = PictureFormat::svg;
    std::string language = "en";
    diagrams::Standing standing;  // of an instance; empty: none is meant
};

/// The picture of a document. `place`: what the document is called in an error.
/// Errors: those of states::read_chart.
Result<std::string> chart_draw(std::string_view document, std::string_view place, const ChartDraw& options);

}  // namespace waymark::daemon
