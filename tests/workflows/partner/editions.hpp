// The editions that tests read: from files beside them, and from text.
#pragma once

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include "workflows/partner/eligibility/edition.hpp"

namespace waymark::partner {

/// What stands in rulebook/<name> beside the tests of this folder.
inline std::string edition_text(const std::string& name) {
    std::ifstream in(PROJECT_DIR "/tests/workflows/partner/rulebook/" + name);
    EXPECT_TRUE(in) << name;
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

inline Edition edition(const std::string& text, const std::string& name = "x.toml") {
    auto read = read_edition(text, name);
    if (read) return *std::move(read);
    ADD_FAILURE() << read.error().place << ": " << read.error().message;
    return {};
}

inline Edition test_edition(const std::string& name) { return edition(edition_text(name), name); }

/// The text with one part of it replaced.
inline std::string with(std::string text, std::string_view part, std::string_view by) {
    const auto at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return at == std::string::npos ? text : text.replace(at, part.size(), by);
}

}  // namespace waymark::partner
