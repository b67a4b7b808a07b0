// Writes JSON text piece by piece into a string: no tree in between, for answers that are asked for thousands
// of times a second. The caller keeps the order right (name before value, ends to beginnings); commas come by
// themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "states/chart.hpp"
#include "states/instant.hpp"
#include "states/value.hpp"

namespace waymark::http {

class Json {
  public:
    /// Appends to `out`, which must outlive the writer.
    explicit Json(std::string& out) : out_(out), start_(out.size()) {}

    Json& object() { return open('{'); }
    Json& end_object() { return close('}'); }
    Json& array() { return open('['); }
    Json& end_array() { return close(']'); }

    Json& name(std::string_view name);
    Json& text(std::string_view text);
    Json& number(std::uint64_t number);
    Json& boolean(bool truth);
    Json& null();
    Json& instant(Instant instant) { return text(to_text(instant)); }
    Json& value(const states::Value& value);
    /// {"en":…,"ru":…}
    Json& both(const states::Text& text);
    Json& text_or_null(std::string_view text) { return text.empty() ? null() : this->text(text); }

  private:
    Json& open(char bracket);
    Json& close(char bracket);
    void separate();

    std::string& out_;
    std::size_t start_;
};

}  // namespace waymark::http
