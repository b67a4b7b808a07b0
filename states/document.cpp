#include "states/document.hpp"

#include <algorithm>
#include <cctype>
#include <expat.h>
#include <optional>

namespace waymark::states {

namespace {

constexpr std::size_t largest_document = 1 << 20;
constexpr std::size_t deepest_element = 64;
constexpr std::size_t most_attributes = 64;
constexpr std::size_t longest_name = 256;
constexpr char separator = '\n';  // between a namespace's URI and a name: no URI contains it

std::string place_text(Place place) {
    return std::to_string(place.line) + ":" + std::to_string(place.column);
}

/// expat's callbacks, and what they have gathered.
class Builder {
  public:
    explicit Builder(std::string_view xml)
        : xml_(xml), parser_(XML_ParserCreateNS("UTF-8", separator), &XML_ParserFree) {
        CHECK(parser_ != nullptr);
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(
            parser_.get(),
            [](void* self, const char* name, const char** attributes) { of(self).begin(name, attributes); },
            [](void* self, const char*) { of(self).end(); });
        XML_SetCharacterDataHandler(
            parser_.get(), [](void* self, const char* text, int size) { of(self).text(text, size); });
        XML_SetStartDoctypeDeclHandler(
            parser_.get(), [](void* self, const char*, const char*, const char*, int) {
                of(self).refuse("A DOCTYPE is not accepted; remove it, and write entities out.");
            });
        XML_SetXmlDeclHandler(parser_.get(), [](void* self, const char*, const char* encoding, int) {
            if (encoding != nullptr) of(self).check_encoding(encoding);
        });
    }

    Result<std::unique_ptr<Element>> read() {
        if (xml_.size() > largest_document)
            return fault({1, 1}, "The document has more than 1 MiB; split it.");
        const auto status = XML_Parse(parser_.get(), xml_.data(), static_cast<int>(xml_.size()), 1);
        if (refused_) return *std::move(refused_);
        if (status != XML_STATUS_OK)
            return fault(here(), std::string("The document is not well-formed XML in UTF-8: ") +
                                     XML_ErrorString(XML_GetErrorCode(parser_.get())) + ".");
        return std::move(root_);
    }

  private:
    static Builder& of(void* self) { return *static_cast<Builder*>(self); }
    static Error fault(Place place, std::string message) {
        return {"bad-chart", std::move(message), place_text(place), {}};
    }

    [[nodiscard]] Place here() const {
        return {static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser_.get())),
                static_cast<std::uint32_t>(XML_GetCurrentColumnNumber(parser_.get())) + 1};
    }

    void refuse(std::string message) {
        if (!refused_) refused_ = fault(here(), std::move(message));
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    void check_encoding(std::string_view encoding) {
        const auto same = [&](std::string_view other) {
            return std::equal(
                encoding.begin(), encoding.end(), other.begin(), other.end(),
                [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; });
        };
        if (!same("UTF-8") && !same("US-ASCII"))
            refuse("The encoding \"" + std::string(encoding) +
                   "\" is not accepted; save the document in UTF-8.");
    }

    static void split(std::string_view name, std::string& space, std::string& local) {
        const auto at = name.rfind(separator);
        if (at == std::string_view::npos) {
            local = name;
        } else {
            space = name.substr(0, at);
            local = name.substr(at + 1);
        }
    }

    void begin(const char* name, const char** attributes) {
        if (refused_) return;
        if (open_.size() >= deepest_element)
            return refuse("Elements nest deeper than 64; flatten the document.");
        auto element = std::make_unique<Element>();
        element->place = here();
        split(name, element->space, element->name);
        if (element->name.size() > longest_name)
            return refuse("The name of an element has more than 256 bytes; shorten it.");
        for (const auto** a = attributes; *a != nullptr; a += 2) {
            auto& attribute = element->attributes.emplace_back();
            split(a[0], attribute.space, attribute.name);
            attribute.value = a[1];
            if (attribute.name.size() > longest_name || element->attributes.size() > most_attributes)
                return refuse("An element takes at most 64 attributes, with names of at most 256 bytes.");
        }
        place_attributes(*element);
        auto* added = element.get();
        if (open_.empty())
            root_ = std::move(element);
        else
            open_.back()->children.push_back(std::move(element));
        open_.push_back(added);
    }

    void end() {
        if (!refused_) open_.pop_back();
    }

    void text(const char* text, int size) {
        if (!refused_ && !open_.empty()) open_.back()->text.append(text, static_cast<std::size_t>(size));
    }

    /// expat says where an element begins, not where its attributes do: they are found in the tag's own text.
    void place_attributes(Element& element) const {
        const auto start = static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_.get()));
        const auto size = static_cast<std::size_t>(XML_GetCurrentByteCount(parser_.get()));
        const auto tag = xml_.substr(start, size);
        auto place = element.place;
        std::size_t before = 0;  // where the text that ends in `name =` begins
        char quote = 0;
        for (std::size_t i = 0; i < tag.size(); ++i) {
            const char c = tag[i];
            if (c == '\n') {
                ++place.line;
                place.column = 0;
            }
            if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++place.column;
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                const auto value = tag.substr(i + 1, tag.find(c, i + 1) - i - 1);
                set_place(element, tag.substr(before, i - before), value, place);
            } else if (c == quote) {
                quote = 0;
                before = i + 1;
            }
        }
    }

    static void set_place(Element& element, std::string_view before, std::string_view value, Place place) {
        constexpr std::string_view spaces = " \t\r\n";
        before = before.substr(0, before.rfind('='));
        before = before.substr(0, before.find_last_not_of(spaces) + 1);
        const auto written = before.substr(before.find_last_of(spaces) + 1);
        const auto colon = written.find(':');
        for (auto& attribute : element.attributes)
            if (attribute.name == written.substr(colon + 1) &&
                attribute.space.empty() == (colon == std::string_view::npos)) {
                attribute.place = place;
                if (value != attribute.value) attribute.written = value;
            }
    }

    std::string_view xml_;
    std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser_;
    std::unique_ptr<Element> root_;
    std::vector<Element*> open_;
    std::optional<Error> refused_;
};

}  // namespace

const Attribute* Element::find(std::string_view attribute) const { return find({}, attribute); }

const Attribute* Element::find(std::string_view namespace_uri, std::string_view attribute) const {
    const auto it = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) {
        return a.name == attribute && a.space == namespace_uri;
    });
    return it == attributes.end() ? nullptr : &*it;
}

Place place_in(const Attribute& attribute, std::uint32_t column) {
    auto place = attribute.place;
    const std::string_view text = attribute.written.empty() ? attribute.value : attribute.written;
    for (std::size_t i = 0; i < text.size() && column > 1; --column) {
        const auto begin = i;
        auto end = text[i] == '&' ? text.find(';', i) : i;
        if (text.substr(i).starts_with("\r\n")) ++end;
        i = (end == std::string_view::npos ? begin : end) + 1;
        while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) ++i;
        if (text[i - 1] == '\n')
            place = {place.line + 1, 1};
        else
            place.column += static_cast<std::uint32_t>(text[begin] == '&' ? i - begin : 1);
    }
    return place;
}

Result<std::unique_ptr<Element>> read_document(std::string_view xml) { return Builder(xml).read(); }

}  // namespace waymark::states
