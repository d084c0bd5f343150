"""Invented people and addresses for demonstrations and measurements: combinations of common words, nobody's data."""

from __future__ import annotations

from random import Random


def _partir(texto: str) -> list[str]:
    return [" ".join(parte.split()) for parte in texto.split(",")]


_MUJERES = _partir(
    """María, Guadalupe, Margarita, Verónica, Rosa, Martha, Teresa, Gabriela, Patricia, Sofía, Inés, Lucía, Mónica,
    Concepción, Dolores, Socorro, Esperanza, Josefina, Leticia, Silvia, Irma, Norma, Alicia, Yolanda, Elena,
    Graciela, Araceli, Beatriz, Carmen, Delia, Elsa, Adriana, Ana, Angélica, Aurora, Blanca, Brenda, Catalina,
    Cecilia, Claudia, Cristina, Daniela, Diana, Dora, Edith, Elizabeth, Elvira, Emma, Estela, Eva, Fabiola, Flor,
    Gloria, Hortensia, Isabel, Judith, Julia, Karina, Laura, Lidia, Lilia, Lourdes, Luz, Magdalena, Marisol,
    Mercedes, Micaela, Minerva, Natalia, Ofelia, Olga, Paola, Perla, Raquel, Rebeca, Rocío, Sandra, Sara, Selene,
    Susana, Virginia, Wendy, Ximena, Zoila, Begoña"""
)

_HOMBRES = _partir(
    """José, Juan, Francisco, Luis, Jesús, Antonio, Pedro, Alejandro, Manuel, Fernando, Ricardo, Eduardo, Jorge,
    Alberto, Ramón, Ángel, Raúl, Andrés, Óscar, Rubén, Tomás, Iván, Joaquín, Agustín, Ramiro, Enrique, Ernesto,
    Felipe, Gerardo, Guillermo, Gustavo, Héctor, Hugo, Ignacio, Ismael, Jaime, Javier, Julián, Leonardo, Lorenzo,
    Marcos, Mario, Martín, Miguel, Nicolás, Noé, Octavio, Pablo, Rafael, Roberto, Rodolfo, Rogelio, Salvador,
    Samuel, Saúl, Sergio, Simón, Ulises, Valentín, Vicente, Víctor, Íñigo, Trinidad"""
)

_APELLIDOS = _partir(
    """Hernández, García, Martínez, López, González, Pérez, Rodríguez, Sánchez, Ramírez, Cruz, Flores, Gómez,
    Morales, Vázquez, Reyes, Jiménez, Torres, Díaz, Gutiérrez, Ruiz, Mendoza, Aguilar, Ortiz, Moreno, Castillo,
    Romero, Álvarez, Méndez, Chávez, Rivera, Juárez, Ramos, Domínguez, Herrera, Medina, Castro, Vargas, Guzmán,
    Velázquez, Muñoz, Rojas, Contreras, Salazar, Luna, Ortega, Guerrero, Santiago, Estrada, Bautista, Cortés,
    Soto, Alvarado, Espinoza, Lara, Ávila, Ríos, Cervantes, Silva, Delgado, Vega, Márquez, Sandoval, Carrillo,
    Fuentes, León, Mejía, Núñez, Campos, Ibarra, Cabrera, Valdez, Peña, Acosta, Zúñiga, Camacho, Navarro, Robles,
    Solís, Ochoa, Pacheco, Trejo, Figueroa, Miranda, Ayala, Rangel, Maldonado, Escobar, Leyva, Tapia, Padilla,
    Cárdenas, Valenzuela, Félix, Bojórquez, Borbón, Esquer, Gastélum, Yocupicio, Buitimea, Armenta, Verdugo,
    Quiñones, Bañuelos, Castañeda, Agüero, Argüelles, Güereña, Ibáñez, Yáñez, Añorve, Ordóñez, Patiño, Treviño,
    Cantú, Garza, Elizondo, Villarreal, Zavala, Zamora, Zepeda, Ontiveros, Orozco, Olvera, Montoya, Montaño,
    Murillo, Nieto, Palafox, Partida, Quintero, Quiroz, Rentería, Rosas, Rubio, Salas, Salinas, Saucedo, Serrano,
    Tellez, Uribe, Urías, Valencia, Villa, Villegas, Ybarra"""
)

_PARTICULAS = ("de la O", "de la Cruz", "de León", "del Río", "de los Santos", "de la Torre", "San Martín")

_CALLES = _partir(
    """Miguel Alemán, Sufragio Efectivo, Náinari, 5 de Febrero, Guerrero, Hidalgo, Allende, Galeana, Morelos,
    Zaragoza, No Reelección, Chihuahua, Sinaloa, Sonora, Coahuila, Durango, Jalisco, Guanajuato, Michoacán,
    Veracruz, Yucatán, Tabasco, Puebla, Querétaro, Río Yaqui, Río Mayo, Río Fuerte, Mar de Cortés, Bahía Kino,
    Sierra Madre, Cerro del Otate, Jesús García, Ignacio Ramírez, Niños Héroes, Constitución, Revolución,
    Independencia, Libertad, Paseo Miravalle, Antonio Caso, José María Morelos, Benito Juárez, Lázaro Cárdenas,
    Vicente Guerrero, Nicolás Bravo, Plutarco Elías Calles, California, Kino, Obregón, Tetabiate, Norman E.
    Borlaug, Agustín de Iturbide, Manuel Doblado, Cañón del Sumidero, Begonias, Bugambilias, Jazmín, Álamos,
    Cedros, Encinos, Huizaches, Mezquites, Palo Fierro, Sahuaro, Pitahaya, Garambullo, Ébano"""
)

_COLONIAS = _partir(
    """Centro, Cortinas, Benito Juárez, Cajeme, Campestre, Constitución, Del Valle, El Campanario, Faustino Félix
    Serna, Hidalgo, Las Fuentes, Libertad, Los Álamos, México, Miravalle, Municipio Libre, Nueva Palmira, Obregón,
    Óscar Russo Vogel, Real del Bosque, Russo Vogel, San Anselmo, Sochiloa, Sóstenes Valenzuela, Valle Dorado,
    Villa Bonita, Villas de Cortés, Yukujimari, Zona Norte, Quinta Díaz, Prados del Tepeyac, Primero de Mayo,
    Machi López, Maximiliano R. López, Luis Echeverría, Ampliación Miravalle, Aves del Castillo, Las Areneras,
    Beltrones, Ladrillera, Esperanza, Cócorit, Pueblo Yaqui, Providencia, Tobarito"""
)


def persona(rng: Random) -> str:
    """A full name: one or two given names and two surnames, now and then with a particle."""
    posibles = _MUJERES if rng.randrange(2) else _HOMBRES
    nombres = rng.sample(posibles, 2 if rng.randrange(10) < 6 else 1)
    primero = rng.choice(_PARTICULAS) if rng.randrange(50) == 0 else rng.choice(_APELLIDOS)
    return " ".join((*nombres, primero, rng.choice(_APELLIDOS)))


def domicilio(rng: Random) -> tuple[str, str]:
    """Street with number, and colonia."""
    numero = rng.randrange(1, 2999)
    letra = f" {rng.choice('ABCD')}" if rng.randrange(20) == 0 else ""
    tipo = "Calle " if rng.randrange(2) else ""
    return f"{tipo}{rng.choice(_CALLES)} {numero}{letra}", rng.choice(_COLONIAS)


def medidor(rng: Random) -> str:
    """A meter's serial number."""
    return f"{rng.choice('ABKM')}{rng.randrange(10**7, 10**8)}"
