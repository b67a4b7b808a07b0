#include "tests/diagrams/charts.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

#include "workflows/partner/program.hpp"

namespace waymark::diagrams {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::vector<NamedChart> charts_in(const fs::path& folder, bool all_are_read) {
    std::vector<NamedChart> charts;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        if (entry.path().extension() != ".scxml") continue;
        const auto file = entry.path().filename().string();
        auto chart = states::read_chart(text_of(entry.path()), file, partner::chart_functions());
        CHECK(chart.ok() || !all_are_read, chart.ok() ? "" : file + ": " + chart.error().message);
        if (chart) charts.push_back({entry.path().stem().string(), *chart});
    }
    std::ranges::sort(charts, {}, &NamedChart::name);
    return charts;
}

class Invention {
  public:
    explicit Invention(unsigned seed) : random_(seed) {}

    std::string document() {
        std::string inner;
        const int count = 1 + pick(4);
        for (int i = 0; i < count; ++i) inner += state(0);
        // Targets are chosen when all ids are known.
        std::string text;
        for (const char c : inner) {
            if (c == '@')
                text += ids_[static_cast<std::size_t>(pick(static_cast<int>(ids_.size())))];
            else
                text += c;
        }
        return "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:wm=\"urn:waymark:chart\" "
               "version=\"1.0\" "
               "name=\"invented\" datamodel=\"ecmascript\">" +
               text + "</scxml>";
    }

  private:
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

    std::string words() {
        static constexpr const char* some[] = {
            "Waiting",     "Принято", "the partner account manager", "x", "Unaussprechlichkeitsvermutung",
            "при условии", "III"};
        std::string text;
        for (int i = 0; i <= pick(5); ++i) text += (text.empty() ? "" : " ") + std::string(some[pick(7)]);
        return text;
    }

    std::string transitions() {
        std::string text;
        for (int i = pick(5); i > 0; --i) {
            text += "<transition event=\"e" + std::to_string(pick(9)) + "\"";
            if (pick(3) == 0) text += " cond=\"In('" + std::string("@") + "') &amp;&amp; true\"";
            if (pick(4) != 0) text += " target=\"@\"";
            text += "/>";
        }
        return text;
    }

    std::string state(int depth) {
        const auto id = "s" + std::to_string(ids_.size());
        ids_.push_back(id);
        const auto title = "<wm:title xml:lang=\"en\">" + words() + "</wm:title>";
        const int kind = depth > 3 ? pick(6) : pick(10);
        if (kind == 0) return "<final id=\"" + id + "\">" + title + "</final>";
        if (kind < 7) return "<state id=\"" + id + "\">" + title + transitions() + "</state>";
        const std::string name = kind == 9 ? "parallel" : "state";
        auto text = "<" + name + " id=\"" + id + "\">" + title + transitions();
        std::string history;
        if (pick(3) == 0) history = "h" + id;
        std::string first;
        for (int i = 1 + pick(4); i > 0; --i) {
            const auto at = ids_.size();
            auto child = state(depth + 1);
            if (kind == 9 && child.starts_with("<final")) child = "<state id=\"" + ids_[at] + "\"/>";
            if (first.empty()) first = ids_[at];
            text += child;
        }
        if (!history.empty() && kind != 9) {
            text += "<history id=\"" + history + "\"><transition target=\"" + first + "\"/></history>";
            ids_.push_back(history);
        }
        return text + "</" + name + ">";
    }

    std::mt19937 random_;
    std::vector<std::string> ids_;
};

}  // namespace

fs::path shared_folder() {
    const auto* given = std::getenv("WAYMARK_SHARED");
    const fs::path folder = given != nullptr ? fs::path(given) : fs::path(PROJECT_DIR) / "../shared";
    return fs::exists(folder) ? folder : fs::path();
}

std::vector<NamedChart> shipped_charts() {
    return charts_in(fs::path(PROJECT_DIR) / "workflows/partner/definitions", true);
}

std::vector<NamedChart> w3c_charts() {
    return shared_folder().empty() ? std::vector<NamedChart>()
                                   : charts_in(shared_folder() / "conformance/irp", false);
}

std::shared_ptr<const states::Chart> read(const std::string& document) {
    auto chart = states::read_chart(document, "chart.scxml", partner::chart_functions());
    CHECK(chart.ok(), chart.ok() ? "" : chart.error().place + " " + chart.error().message + "\n" + document);
    return *chart;
}

NamedChart random_chart(unsigned seed) {
    return {"seed " + std::to_string(seed), read(Invention(seed).document())};
}

}  // namespace waymark::diagrams
