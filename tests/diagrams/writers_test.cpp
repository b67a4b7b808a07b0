// What the three writers write, read by somebody else: an XML parser, Graphviz, and the grammar of Mermaid's
// state diagrams as far as it is used.
#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <gmock/gmock.h>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "diagrams/dot.hpp"
#include "diagrams/mermaid.hpp"
#include "diagrams/svg.hpp"
#include "states/document.hpp"
#include "states/program.hpp"
#include "tests/diagrams/charts.hpp"

namespace waymark::diagrams {
namespace {

using states::Element;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

/// The labels that a state's transitions must have, by state: from the chart itself.
std::map<std::string, std::vector<std::string>> expected_labels(const states::Chart& chart,
                                                                std::string_view language) {
    std::map<std::string, std::vector<std::string>> labels;
    for (const auto& state : chart.program().states) {
        if (state.kind == states::StateKind::root || state.history != states::no_index) continue;
        auto& own = labels[state.id];
        for (const auto t : state.transitions) {
            const auto& transition = chart.program().transitions[t];
            if (transition.descriptors.empty())
                own.emplace_back(language == "ru" ? "как только" : "as soon as");
            for (const auto& event : transition.descriptors) {
                const auto* declared = chart.event(event);
                own.push_back(declared != nullptr ? declared->title.in(language) : event);
            }
        }
    }
    return labels;
}

void each_element(const Element& element, const std::function<void(const Element&)>& use) {
    use(element);
    for (const auto& child : element.children) each_element(*child, use);
}

std::string first_title(const Element& element) {
    for (const auto& child : element.children)
        if (child->name == "title") return child->text;
    return {};
}

std::unique_ptr<Element> parsed(const std::string& svg) {
    auto document = states::read_document(svg);
    CHECK(document.ok(), document.ok() ? "" : document.error().message + " at " + document.error().place);
    return std::move(document).value();
}

TEST(Svg, ShowsEveryStateInItsParentAndEveryTransition) {
    for (const auto& [name, chart] : shipped_charts())
        for (const char* language : {"en", "ru"}) {
            const auto root = parsed(to_svg(draw(*chart, language)));
            std::map<std::string, std::string> parents;
            std::map<std::string, std::vector<std::string>> labels;
            const std::function<void(const Element&, const std::string&)> walk =
                [&](const Element& element, const std::string& within) {
                    for (const auto& child : element.children) {
                        if (child->name != "g") continue;
                        if (const auto* id = child->find("data-state")) {
                            parents[id->value] = within;
                            labels[id->value];
                            walk(*child, id->value);
                        } else {
                            labels[within].push_back(first_title(*child));
                        }
                    }
                };
            walk(*root, "");
            for (const auto& [id, wanted] : expected_labels(*chart, language)) {
                ASSERT_TRUE(labels.contains(id)) << name << ": " << id;
                ASSERT_EQ(labels[id].size(), wanted.size()) << name << ": " << id;
                for (std::size_t i = 0; i < wanted.size(); ++i)
                    EXPECT_TRUE(labels[id][i].starts_with(wanted[i])) << labels[id][i] << " / " << wanted[i];
                const auto& program = chart->program();
                const auto parent = program.states[program.state_ids.at(id)].parent;
                EXPECT_EQ(parents[id], parent == 0 ? "" : program.states[parent].id);
            }
        }
}

TEST(Svg, EveryTargetHasItsArrowOrIsNamed) {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        const auto [name, chart] = random_chart(seed);
        const auto drawing = draw(*chart, "en");
        const auto layout = lay_out(drawing);
        std::map<std::tuple<BoxIndex, std::size_t, BoxIndex>, int> arrows;
        for (const auto& arrow : layout.arrows) ++arrows[{arrow.source, arrow.row, arrow.target}];
        for (BoxIndex b = 0; b < drawing.boxes.size(); ++b)
            for (std::size_t r = 0; r < drawing.boxes[b].rows.size(); ++r)
                for (const auto target : drawing.boxes[b].rows[r].targets) {
                    if (arrows[{b, r, target}] == 1) continue;
                    std::string text;
                    for (const auto& line : layout.boxes[b].rows[r].lines) text += line.text;
                    EXPECT_THAT(text, testing::AnyOf(HasSubstr("→"), HasSubstr("↻"))) << name << " " << b;
                }
    }
}

TEST(Svg, IsSelfContainedAndAccessible) {
    for (const auto& [name, chart] : shipped_charts()) {
        const auto svg = to_svg(draw(*chart, "en"));
        const auto root = parsed(svg);
        EXPECT_EQ(root->name, "svg");
        EXPECT_EQ(root->find("role")->value, "img");
        ASSERT_GE(root->children.size(), 2U);
        EXPECT_EQ(root->children[0]->text, chart->title().en);
        EXPECT_EQ(root->children[1]->name, "desc");
        EXPECT_EQ(svg.find("url("), std::string::npos);
        EXPECT_EQ(svg.find("@import"), std::string::npos);
        each_element(*root, [&](const Element& element) {
            for (const auto& attribute : element.attributes) EXPECT_NE(attribute.name, "href") << name;
        });
    }
}

// --- hostile titles

std::vector<std::string> payloads() {
    std::vector<std::string> found;
    std::ifstream in(shared_folder() / "conformance/hostile/own/xss/payloads.jsonl");
    for (std::string line; std::getline(in, line);) {
        const auto value = states::parse_json(line);
        if (value.ok()) found.emplace_back((*value)["value"].string_or(""));
    }
    return found;
}

Drawing with_text_everywhere(const std::string& text) {
    Drawing drawing = draw(
        *read(R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" name="n" datamodel="ecmascript">
        <state id="a"><state id="a1"><transition event="e" cond="true" target="b"/><transition event="f"/></state></state>
        <parallel id="b"><state id="b1"/><state id="b2"/></parallel></scxml>)"),
        "en");
    drawing.title = drawing.name = drawing.description = text;
    for (auto& box : drawing.boxes) {
        if (!box.title.empty()) box.title = text;
        box.description = text;
        for (auto& row : box.rows)
            if (!row.label.empty()) row.label = row.guard = text;
    }
    drawing.next = text;
    return drawing;
}

void expect_only_text(const std::string& svg, const std::string& payload) {
    static const std::set<std::string> known = {"svg", "title", "desc",   "style", "rect",
                                                "g",   "text",  "circle", "path"};
    const auto root = parsed(svg);
    each_element(*root, [&](const Element& element) {
        EXPECT_TRUE(known.contains(element.name)) << element.name << " in " << payload;
        for (const auto& attribute : element.attributes)
            EXPECT_FALSE(attribute.name.starts_with("on")) << payload;
        EXPECT_TRUE(element.name != "style" || element.children.empty()) << payload;
    });
    EXPECT_EQ(svg.find("<script"), std::string::npos) << payload;
}

void expect_mermaid(const std::string& text, const Drawing* drawing);

TEST(HostileTitles, AreTextInEveryFormat) {
    auto all = payloads();
    for (const char* own :
         {"a\"b\\c", "]]>", "--", "end note", "}\ns1 --> s2", "%%{init: {}}%%", "a\x01z", "\\N\\G\\", "#34;"})
        all.emplace_back(own);
    for (const auto& payload : all) {
        const auto drawing = with_text_everywhere(payload);
        expect_only_text(to_svg(drawing), payload);
        expect_mermaid(to_mermaid(drawing), nullptr);
    }
}

TEST(HostileTitles, TheirTextIsKept) {
    const auto root = parsed(to_svg(with_text_everywhere("a < b & \"c\" 'd' > e")));
    EXPECT_EQ(first_title(*root), "a < b & \"c\" 'd' > e");
}

// --- Mermaid

void expect_mermaid(const std::string& text, const Drawing* drawing) {
    static const std::string words = R"(([^"<>{}\[\]|;:#]|#\d+;)*)";
    static const std::regex declared("state \"" + words + R"(" as (s\d+)( \{)?)"),
        described(R"((s\d+) : )" + words), arrow(R"((\[\*\]|s\d+) --> (\[\*\]|s\d+)( : )" + words + ")?"),
        note(R"(note right of (s\d+))"), marked(R"(class (s\d+) now)"), free_text(words);
    std::istringstream lines(text);
    std::string line;
    for (const std::string head : {"---", "", "---", "stateDiagram-v2"}) {
        std::getline(lines, line);
        if (!head.empty()) {
            EXPECT_EQ(line, head);
        } else {
            EXPECT_TRUE(std::regex_match(line, std::regex("title: \"" + words + "\""))) << line;
        }
    }
    std::set<std::string> known, used;
    int depth = 0;
    bool in_note = false;
    while (std::getline(lines, line)) {
        line.erase(0, line.find_first_not_of(' '));
        std::smatch match;
        if (in_note) {
            in_note = line != "end note";
            EXPECT_TRUE(std::regex_match(line, free_text)) << line;
        } else if (std::regex_match(line, match, declared)) {
            EXPECT_TRUE(known.insert(match[2]).second) << line;
            if (match[3].matched) ++depth;
        } else if (std::regex_match(line, match, described) || std::regex_match(line, match, marked)) {
            used.insert(match[1]);
        } else if (std::regex_match(line, match, arrow)) {
            if (match[1] != "[*]") used.insert(match[1]);
            if (match[2] != "[*]") used.insert(match[2]);
        } else if (std::regex_match(line, match, note)) {
            used.insert(match[1]);
            in_note = true;
        } else if (line == "}") {
            --depth;
            EXPECT_GE(depth, 0);
        } else if (line == "--") {
            EXPECT_GT(depth, 0);
        } else {
            EXPECT_TRUE(line.starts_with("%% ") || line.starts_with("classDef now ")) << line;
        }
    }
    EXPECT_EQ(depth, 0);
    EXPECT_FALSE(in_note);
    EXPECT_TRUE(std::ranges::includes(known, used)) << text;
    if (drawing == nullptr) return;
    for (BoxIndex b = 1; b < drawing->boxes.size(); ++b) {
        const bool dot = drawing->boxes[b].shape == Shape::start;
        EXPECT_TRUE(dot || known.contains("s" + std::to_string(b))) << drawing->boxes[b].id;
    }
}

/// As Mermaid shows it: the numbered entities are the signs of ASCII that it could take for its own.
std::string shown(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto end = text[at] == '#' ? text.find(';', at) : std::string::npos;
        if (end == std::string::npos) {
            out += text[at];
        } else {
            out += static_cast<char>(std::stoi(text.substr(at + 1, end - at - 1)));
            at = end;
        }
    }
    return out;
}

TEST(Mermaid, IsAStateDiagramWithEveryStateAndTransition) {
    for (const auto& [name, chart] : shipped_charts())
        for (const char* language : {"en", "ru"}) {
            const auto drawing = draw(*chart, language);
            const auto text = to_mermaid(drawing);
            expect_mermaid(text, &drawing);
            for (const auto& [id, labels] : expected_labels(*chart, language))
                for (const auto& label : labels) EXPECT_THAT(shown(text), HasSubstr(label)) << name;
        }
    for (unsigned seed = 1; seed <= 100; ++seed) {
        const auto [name, chart] = random_chart(seed);
        SCOPED_TRACE(name);
        const auto drawing = draw(*chart, "en");
        expect_mermaid(to_mermaid(drawing), &drawing);
    }
}

TEST(Mermaid, RegionsAreSeparated) {
    const auto chart =
        read(R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" name="n" datamodel="ecmascript">
        <parallel id="p"><state id="a"/><state id="b"/><state id="c"/></parallel></scxml>)");
    const auto text = to_mermaid(draw(*chart, "en"));
    EXPECT_THAT(text, HasSubstr("state \"a\" as s2\n        --\n        state \"b\" as s3\n        --\n      "
                                "  state \"c\" as s4\n    }\n"));
}

// --- Graphviz

/// What `dot` makes of it, a line for each node and edge.
std::vector<std::string> graphviz(const std::string& text) {
    const auto file = std::filesystem::path(testing::TempDir()) / "waymark_diagram.dot";
    std::ofstream(file) << text;
    std::vector<std::string> lines;
    auto* pipe = popen(("dot -Tplain '" + file.string() + "' 2>&1").c_str(), "r");
    CHECK(pipe != nullptr);
    std::string all;
    std::array<char, 4096> buffer{};
    while (const auto got = fread(buffer.data(), 1, buffer.size(), pipe)) all.append(buffer.data(), got);
    lines.push_back("exit " + std::to_string(pclose(pipe)));
    std::istringstream in(all);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

void expect_graphviz(const Drawing& drawing) {
    const auto lines = graphviz(to_dot(drawing));
    const auto begin_with = [&](std::string_view word) {
        return std::ranges::count_if(lines, [&](const auto& line) { return line.starts_with(word); });
    };
    EXPECT_EQ(lines[0], "exit 0") << testing::PrintToString(lines);
    EXPECT_EQ(begin_with("Error"), 0) << testing::PrintToString(lines);
    EXPECT_EQ(begin_with("node "), static_cast<long>(drawing.boxes.size()) - 1);
    EXPECT_EQ(begin_with("edge "), static_cast<long>(lay_out(drawing).arrows.size()));
}

TEST(Dot, IsReadByGraphviz) {
    for (const auto& [name, chart] : shipped_charts()) {
        SCOPED_TRACE(name);
        const auto drawing = draw(*chart, "ru");
        expect_graphviz(drawing);
        for (const auto& [id, labels] : expected_labels(*chart, "ru"))
            for (const auto& label : labels) EXPECT_THAT(to_dot(drawing), HasSubstr(label));
    }
    expect_graphviz(with_text_everywhere("a\"b\\c\\N\n<b>&"));
}

}  // namespace
}  // namespace waymark::diagrams
