#include "daemon/chart_draw.hpp"

#include "diagrams/dot.hpp"
#include "diagrams/mermaid.hpp"
#include "diagrams/svg.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::daemon {

Result<std::string> chart_draw(std::string_view document, std::string_view place, const ChartDraw& options) {
    // A picture needs no data: what `src` names is not fetched.
    const auto nothing = [](std::string_view) -> Result<std::string> { return std::string("null"); };
    const auto chart = states::read_chart(document, place, partner::chart_functions(), nothing);
    if (!chart) return chart.error();
    auto drawing = diagrams::draw(**chart, options.language);
    diagrams::mark(drawing, options.standing);
    switch (options.format) {
        case PictureFormat::mermaid:
            return diagrams::to_mermaid(drawing);
        case PictureFormat::dot:
            return diagrams::to_dot(drawing);
        case PictureFormat::svg:
            break;
    }
    return diagrams::to_svg(drawing);
}

}  // namespace waymark::daemon
