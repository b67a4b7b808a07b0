// An XML document as a tree of elements with their places: what expat reads, bounded in size and depth,
// without DOCTYPE. Not a DOM: comments and processing instructions are gone, text is kept per element.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "states/program.hpp"
#include "states/result.hpp"

namespace waymark::states {

struct Attribute {
    std::string space, name, value;  // space: the namespace's URI, empty for none
    Place place;                     // of its value
    std::string written;             // the value as it stands in the document, where that is not the same
};

/// Where the value's `column`-th character stands, from 1: entities and line breaks taken into account.
Place place_in(const Attribute& attribute, std::uint32_t column);

struct Element {
    std::string space, name;
    std::vector<Attribute> attributes;
    std::vector<std::unique_ptr<Element>> children;
    std::string text;  // all character data directly in it
    Place place;

    /// The attribute without a namespace, or nullptr.
    [[nodiscard]] const Attribute* find(std::string_view attribute) const;
    [[nodiscard]] const Attribute* find(std::string_view namespace_uri, std::string_view attribute) const;
};

/// Errors: "bad-chart", place line:column: not well-formed, not UTF-8, a DOCTYPE, too large, too deep.
Result<std::unique_ptr<Element>> read_document(std::string_view xml);

}  // namespace waymark::states
