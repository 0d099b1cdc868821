import unittest

from training.synthesis.drawing.mrz import Holder, check_digit, td1, td3
from training.synthesis.drawing.transliteration import transliterate

# The specimens of ICAO Doc 9303-4 (appendix A to section 4) and Doc 9303-5.
PASSPORT = Holder("UTO", "Eriksson", "Anna Maria", "L898902C3", "UTO", "740812", "F", "120415", "ZE184226B")
CARD = Holder("UTO", "Eriksson", "Anna Maria", "D23145890", "UTO", "740812", "F", "120415")


class MachineReadableZone(unittest.TestCase):
    def test_check_digits_of_the_specimen(self) -> None:
        for text, digit in [("L898902C3", "6"), ("740812", "2"), ("120415", "9"), ("ZE184226B<<<<<", "1"), ("520727", "3"), ("AB2134<<<", "5")]:
            self.assertEqual(check_digit(text), digit, text)

    def test_passport_of_the_specimen(self) -> None:
        self.assertEqual(td3(PASSPORT), ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"])

    def test_card_of_the_specimen(self) -> None:
        self.assertEqual(td1(CARD), ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"])

    def test_long_number_runs_on_in_the_optional_data(self) -> None:
        self.assertEqual(td1(Holder("UTO", "Eriksson", "Anna Maria", "D23145890734", "UTO", "340712", "M", "950712"))[:2], ["I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2"])

    def test_lines_are_full_and_in_the_alphabet_of_the_zone(self) -> None:
        long = Holder("VNM", "Nguyễn-Trần Đặng Thị Phương Hoàng Công Tằng Tôn Nữ", "Ái", "AB1", "VNM", "010203", "<", "300405", "1")
        for line in td3(long):
            self.assertRegex(line, "^[A-Z0-9<]{44}$")
        for line in td1(long):
            self.assertRegex(line, "^[A-Z0-9<]{30}$")

    def test_names_of_other_alphabets(self) -> None:
        for name, state, latin in [
            ("Щербакова Юлия", "RUS", "SHCHERBAKOVA IULIIA"),
            ("Григорій", "UKR", "HRYHORII"),
            ("Παπαδόπουλος", "GRC", "PAPADOPOULOS"),
            ("Nguyễn Thị Đào", "VNM", "NGUYEN THI DAO"),
            ("Müller-Groß", "D", "MUELLER-GROSS"),
            ("Åse Bjørn", "NOR", "AASE BJOERN"),
            ("D'Artagnan", "FRA", "DARTAGNAN"),
        ]:
            self.assertEqual(transliterate(name, state), latin)


if __name__ == "__main__":
    unittest.main()
