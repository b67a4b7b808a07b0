#include "workflows/partner/imports/csv_reader.hpp"

#include <algorithm>

namespace waymark::partner {

CsvReader::CsvReader(std::string_view text, char separator, std::uint32_t first_row)
    : text_(text), separator_(separator), row_(first_row - 1) {
    unquoted_.reserve(most_row_bytes);
}

bool CsvReader::next() {
    while (at_ < text_.size()) {
        ++row_;
        if (read_row()) return true;
    }
    fields_.clear();
    return false;
}

/// False: the row is empty.
bool CsvReader::read_row() {
    row_at_ = at_;
    fields_.clear();
    unquoted_.clear();
    fault_ = Fault::none;
    auto ended = Ended::field;
    while (ended == Ended::field) {
        if (fields_.size() == most_fields) {
            fail(Fault::too_many_fields);
            return true;
        }
        ended = at_ < text_.size() && text_[at_] == '"' ? quoted_field() : plain_field();
    }
    return ended == Ended::fault || fields_.size() > 1 || !fields_.front().empty();
}

CsvReader::Ended CsvReader::plain_field() {
    const auto from = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') ++at_;
    auto field = text_.substr(from, at_ - from);
    const bool last = at_ == text_.size() || text_[at_] == '\n';
    if (last && field.ends_with('\r')) field.remove_suffix(1);
    if (field.size() > most_field_bytes) {
        fail(Fault::field_too_long);
        return Ended::fault;
    }
    fields_.push_back(field);
    return after_field();
}

CsvReader::Ended CsvReader::quoted_field() {
    auto from = ++at_;
    const auto copied = unquoted_.size();
    bool doubled = false;
    for (;; at_ += 2) {
        const auto quote = text_.find('"', at_);
        if (quote == std::string_view::npos || quote - row_at_ > most_row_bytes) {
            fail(Fault::open_quote);
            return Ended::fault;
        }
        at_ = quote;
        if (quote + 1 == text_.size() || text_[quote + 1] != '"') break;
        doubled = true;
        unquoted_.append(text_, from, quote + 1 - from);
        from = quote + 2;
    }
    auto field = text_.substr(from, at_ - from);
    if (doubled) {
        unquoted_ += field;
        field = std::string_view(unquoted_).substr(copied);
    }
    ++at_;
    if (field.size() > most_field_bytes) {
        fail(Fault::field_too_long);
        return Ended::fault;
    }
    const bool ends = at_ == text_.size() || text_[at_] == separator_ || text_[at_] == '\n' ||
                      text_.substr(at_, 2) == "\r\n" || (text_[at_] == '\r' && at_ + 1 == text_.size());
    if (!ends) {
        fail(Fault::text_after_quote);
        return Ended::fault;
    }
    fields_.push_back(field);
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    return after_field();
}

CsvReader::Ended CsvReader::after_field() {
    if (at_ - row_at_ > most_row_bytes) {
        fail(Fault::row_too_long);
        return Ended::fault;
    }
    if (at_ == text_.size()) return Ended::row;
    return text_[at_++] == '\n' ? Ended::row : Ended::field;
}

/// Goes on behind the end of the line that the row began with, or that the fault is in when there was no
/// open quote.
void CsvReader::fail(Fault fault) {
    fault_ = fault;
    fault_field_ = fault == Fault::row_too_long ? fields_.size() - 1 : fields_.size();
    fields_.clear();
    const auto from = fault == Fault::open_quote ? row_at_ : std::min(at_, text_.size());
    at_ = std::min(text_.find('\n', from), text_.size() - 1) + 1;
}

}  // namespace waymark::partner
