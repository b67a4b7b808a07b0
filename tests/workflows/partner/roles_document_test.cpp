// docs/roles.md shows who reads and who sends as the code has it.
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <sstream>

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/policy_table.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

using Lines = std::vector<std::string>;

std::string joined(const Lines& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text.empty() ? "–" : text;
}

Lines every_role() {
    Lines roles(staff_roles.begin(), staff_roles.end());
    roles.insert(roles.end(), partner_roles.begin(), partner_roles.end());
    roles.emplace_back(prospect_role);
    return roles;
}

/// Lines of the document between <!-- name --> and <!-- /name -->, without the table's head.
Lines shown(const std::string& name) {
    std::ifstream file(std::string(PROJECT_DIR) + "/docs/roles.md");
    Lines lines;
    bool within = false;
    for (std::string line; std::getline(file, line);) {
        if (line == "<!-- /" + name + " -->") break;
        if (within) lines.push_back(line);
        within = within || line == "<!-- " + name + " -->";
    }
    lines.erase(lines.begin(), lines.begin() + std::min<std::ptrdiff_t>(2, std::ssize(lines)));
    return lines;
}

TEST(RolesDocument, ShowsWhoReads) {
    Lines expected;
    for (const auto& row : table::instances) {
        const auto of = [&](char cell) {
            Lines names;
            const auto roles = every_role();
            for (std::size_t column = 0; column < roles.size(); ++column)
                if (row.cells.of(column) == cell) names.push_back(roles[column]);
            return joined(names);
        };
        expected.push_back("| `" + std::string(row.name) + "` | " + of('a') + " | " + of('o') + " | " +
                           of('s') + " |");
    }
    EXPECT_THAT(shown("reads"), testing::ElementsAreArray(expected));
}

TEST(RolesDocument, ShowsWhoReadsAttachments) {
    Lines expected;
    const auto roles = every_role();
    for (const auto& row : table::attachments) {
        Lines names;
        for (std::size_t column = 0; column < roles.size(); ++column)
            if (row.cells.of(column) == 'x') names.push_back(roles[column]);
        expected.push_back("| `" + std::string(row.name) + "` | " + joined(names) + " |");
    }
    EXPECT_THAT(shown("attachments"), testing::ElementsAreArray(expected));
}

TEST(RolesDocument, ShowsWhoSends) {
    Lines expected;
    for (const auto& row : table::instances) {
        const auto chart = shipped_chart(row.name);
        const auto take = [&](const std::string& name, const Lines& roles) {
            if (!roles.empty())
                expected.push_back("| `" + std::string(row.name) + "` | `" + name + "` | " + joined(roles) +
                                   " |");
        };
        if (chart->start() != nullptr) take("(start)", chart->start()->roles);
        for (const auto& event : chart->events()) take(event.name, event.roles);
    }
    EXPECT_THAT(shown("sends"), testing::ElementsAreArray(expected));
}

}  // namespace
}  // namespace waymark::partner
